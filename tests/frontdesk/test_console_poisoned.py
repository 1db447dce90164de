"""Rows that nobody should have written: every page of the console shows them, or says what is wrong."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from patient import Patient
from staff import Staff
from stand_in import StandIn

from frontdesk.console.member import Role
from frontdesk.console.urls import urlpatterns
from frontdesk.conversations.models import Answer, Conversation, Request, Turn

LONG = "word " * 20_000  # 100 kB
ODD = "\x07\x1b[31m‮evil‬\ufeff<script>ran(1)</script>"
FLAG = "my legs are numb and I can't feel when I wipe"


def addresses() -> Iterator[str]:
    """Yield every page that can be looked at, of the rows that there are."""
    ids: dict[str, dict[str, Any]] = {
        "conversation": {"id": Conversation.objects.get().id},
        "export-conversation": {"id": Conversation.objects.get().id, "form": "csv"},
        "export-period": {"form": "jsonl"},
        "person": {"id": Conversation.objects.get().id},
        "card": {"topic": "does_it_hurt"},
        "not-found": {"rest": "nothing"},
    }
    for pattern in urlpatterns:
        page, kwargs = pattern.callback.page, ids.get(str(pattern.name), {})
        is_read = page.permission.needs_factor and "GET" in page.methods
        if is_read and pattern.pattern.converters.keys() == kwargs.keys():
            yield reverse(f"console:{pattern.name}", kwargs=kwargs)


@pytest.fixture
def conversation(alice: Patient, rasa: StandIn) -> Conversation:
    """A conversation with a call-back and a red flag."""
    rasa.effects = ["callback"]
    alice.say("please call me")
    alice.say(FLAG)
    return Conversation.objects.get()


def spoil(**columns: Any) -> None:
    """Write columns of every turn as they are, past all that checks them."""
    names = ", ".join(f"{name} = %s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Turn._meta.db_table} SET {names}", list(columns.values()))


@pytest.mark.parametrize("text", [LONG, ODD, ""], ids=["long", "odd", "empty"])
def test_pages_show_any_text(
    conversation: Conversation, staff: Callable[[Role], Staff], text: str
) -> None:
    spoil(redacted_text=text)
    Answer.objects.update(body=text, comment=text, kind="answer")
    Request.objects.update(topic=text[:60], assignee=text[:200], details=text.encode())
    administrator = staff(Role.ADMINISTRATOR)
    for address in addresses():
        response = administrator.get(address)
        assert response.status_code in (200, 404), address
        if response["Content-Type"].startswith("text/html"):
            assert len(response.content) < 400_000, address
            assert b"<script>ran" not in response.content, address
            assert b"\x1b" not in response.content, address


@pytest.mark.parametrize("body", ["{", "[]", "null", '{"text": null, "parts": 3}'])
def test_pages_show_an_answer_that_cannot_be_read(
    conversation: Conversation, staff: Callable[[Role], Staff], body: str
) -> None:
    Answer.objects.update(body=body, own=None)
    administrator = staff(Role.ADMINISTRATOR)
    for address in addresses():
        assert administrator.get(address).status_code in (200, 404), address


def test_export_hands_out_what_it_cannot_read(
    conversation: Conversation, staff: Callable[[Role], Staff]
) -> None:
    spoil(words=b"no seal of ours", redacted_text="redacted")
    Answer.objects.update(body="{")
    address = reverse("console:person-export", kwargs={"id": conversation.id})
    found = staff(Role.ADMINISTRATOR).post(address, {"reason": "asked for"}).json()
    assert {turn["message"] for turn in found["turns"]} == {"redacted"}


def test_ids_that_lead_nowhere_are_told_so(staff: Callable[[Role], Staff]) -> None:
    lead = staff(Role.ADMINISTRATOR)
    nowhere = uuid.uuid4()
    for name, id in (
        ("words", 1), ("person-export", 1), ("person-erase", 1), ("acknowledge", 1),
        ("callback-reveal", nowhere), ("callback-status", nowhere), ("delivery-retry", 10**18),
    ):  # fmt: skip
        address = reverse(f"console:{name}", kwargs={"id": id})
        assert lead.post(address, {"reason": "to see it", "concerns": "1"}).status_code == 404, name
