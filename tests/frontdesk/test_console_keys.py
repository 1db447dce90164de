"""Keys: each one that a page answers to is listed there, and none is listed that it does not answer to."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from patient import Patient
from recorded import UNSURE, turn
from staff import Staff, enrol
from stand_in import StandIn

from frontdesk.console.improve.candidate import Group
from frontdesk.console.improve.correction import Verdict, correct
from frontdesk.console.improve.gathering import find_new, group, ungrouped
from frontdesk.console.member import Role
from frontdesk.conversations.models import Conversation

RANKING = [{"name": topic, "confidence": 0.01} for topic in ("aftercare", "cost", "needle_size")]
BEYOND = {"name": "out_of_scope", "confidence": 0.97}
COMMON = {"?", "g", "j", "k", "/", "u"}


@pytest.fixture
def rows(alice: Patient, rasa: StandIn) -> None:
    """On each page a row: a red flag, a call-back, what is to be corrected and what was."""
    rasa.effects = ["callback"]
    alice.say("please call me")
    alice.say("I can't catch my breath since yesterday's needling")
    turn("can I go bowling", **UNSURE, ranking=RANKING)
    turn("who won", flags=["out_of_scope"], topics=[], ranking=[BEYOND, *RANKING])
    correct([turn("what is the price")], Verdict.TOPIC, "cost", enrol(Role.REVIEWER, "b@b.example"))
    find_new()
    group(ungrouped(False), None)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "page",
    ["home", "callbacks", "inbox", "conversation", "improve", "improve-group", "gaps", "corrections",
     "card"],
)  # fmt: skip
def test_page_lists_the_keys_that_it_answers_to(
    staff: Callable[[Role], Staff], page: str, role: Role
) -> None:
    arguments = {
        "conversation": {"id": Conversation.objects.order_by("id")[0].pk},
        "improve-group": {"group": Group.objects.earliest("id").pk},
        "card": {"topic": "does_it_hurt"},
    }
    address = reverse(f"console:{page}", kwargs=arguments.get(page))
    shown = staff(role).get(address).content.decode()
    places = set(re.findall(r'data-key="(.)"', shown))
    sheet = set(" ".join(re.findall(r"<kbd>([^<]+)</kbd>", shown)).split())
    answered = set(re.findall(r'data-key-press="(.)"', shown))
    assert sheet - COMMON - places == answered - COMMON - places


@pytest.mark.usefixtures("rows")
def test_who_only_reads_is_offered_nothing_to_do(staff: Callable[[Role], Staff]) -> None:
    viewer = staff(Role.VIEWER)
    for page in ("improve", "gaps", "corrections"):
        shown = viewer.get(reverse(f"console:{page}")).content.decode()
        assert 'type="checkbox" name=' not in shown
    assert "undo what was just done" not in shown
