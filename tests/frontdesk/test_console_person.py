"""A person's data: their own words, all that is kept, and forgetting it."""

import json
from collections.abc import Callable

import pytest
from django.urls import reverse
from patient import Patient
from staff import Staff
from stand_in import StandIn

from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Role
from frontdesk.conversations import hold
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.gateway.models import ERASE, Outgoing

NAMED = "my name is Alice Archer and does it hurt?"
REASON = {"reason": "She asked for it by letter"}


@pytest.fixture
def conversation(alice: Patient, rasa: StandIn) -> Conversation:
    """Alice's conversation, with her name in it."""
    rasa.effects = ["callback"]
    alice.say(NAMED)
    return Conversation.objects.get()


def address(name: str, conversation: Conversation) -> str:
    """Return the address of a page about a conversation."""
    return reverse(f"console:{name}", kwargs={"id": conversation.id})


def test_own_words_are_shown_to_the_lead_for_a_reason(
    conversation: Conversation, staff: Callable[[Role], Staff]
) -> None:
    lead = staff(Role.CLINICAL_LEAD)
    page = lead.get(address("conversation", conversation)).content.decode()
    assert "Archer" not in page
    assert lead.post(address("words", conversation)).status_code == 422
    assert "Alice Archer" in lead.post(address("words", conversation), REASON).content.decode()
    row = AuditRow.objects.get(route="words", status=200)
    assert row.detail == REASON
    assert "Archer" not in json.dumps(list(AuditRow.objects.values()), default=str)


def test_words_that_are_kept_no_longer_are_told_so(
    conversation: Conversation, staff: Callable[[Role], Staff]
) -> None:
    Turn.objects.update(words=None)
    page = staff(Role.CLINICAL_LEAD).post(address("words", conversation), REASON).content.decode()
    assert "kept no longer" in page
    assert "Archer" not in page


def test_all_that_is_kept_is_handed_out(
    conversation: Conversation, staff: Callable[[Role], Staff]
) -> None:
    administrator = staff(Role.ADMINISTRATOR)
    assert administrator.post(address("person-export", conversation)).status_code == 422
    response = administrator.post(address("person-export", conversation), REASON)
    assert response["Content-Disposition"].startswith("attachment")
    (turn,) = response.json()["turns"]
    assert turn["message"] == NAMED
    assert turn["requests"][0]["details"]["phone"] == "020 7946 0123"


def test_person_is_forgotten_here_and_at_rasa(
    conversation: Conversation, staff: Callable[[Role], Staff]
) -> None:
    administrator = staff(Role.ADMINISTRATOR)
    assert administrator.post(address("person-erase", conversation)).status_code == 422
    assert administrator.post(address("person-erase", conversation), REASON).status_code == 302
    assert not Conversation.objects.exists()
    assert not Turn.objects.exists()
    assert Outgoing.objects.get(kind=ERASE).conversation == conversation.name
    row = AuditRow.objects.get(route="person-erase", status=302)
    assert (row.subject, row.detail) == (str(conversation.id), REASON)


def test_held_conversation_is_not_forgotten(
    conversation: Conversation, staff: Callable[[Role], Staff]
) -> None:
    hold.place(conversation, "a claim", "Ana", conversation.last_at)
    response = staff(Role.ADMINISTRATOR).post(address("person-erase", conversation), REASON)
    assert response.status_code == 409
    assert Conversation.objects.exists()
