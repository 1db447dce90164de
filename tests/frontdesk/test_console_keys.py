"""Keys: each one that a page answers to is listed there, and none is listed that it does not answer to."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from patient import Patient
from recorded import UNSURE, turn
from staff import Staff
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
def administrator(alice: Patient, rasa: StandIn, staff: Callable[[Role], Staff]) -> Staff:
    """Signed in where each page has a row: a red flag, a call-back, what is to be corrected and what was."""
    member = staff(Role.ADMINISTRATOR)
    rasa.effects = ["callback"]
    alice.say("please call me")
    alice.say("I can't catch my breath since yesterday's needling")
    turn("can I go bowling", **UNSURE, ranking=RANKING)
    turn("who won", flags=["out_of_scope"], topics=[], ranking=[BEYOND, *RANKING])
    correct([turn("what is the price")], Verdict.TOPIC, "cost", member.member)
    find_new()
    group(ungrouped(False), None)
    return member


@pytest.mark.parametrize(
    "page",
    [
        "home",
        "callbacks",
        "inbox",
        "conversation",
        "improve",
        "improve-group",
        "gaps",
        "corrections",
        "card",
    ],
)
def test_page_lists_its_keys(administrator: Staff, page: str) -> None:
    arguments = {
        "conversation": {"id": Conversation.objects.order_by("id")[0].pk},
        "improve-group": {"group": Group.objects.earliest("id").pk},
        "card": {"topic": "does_it_hurt"},
    }
    address = reverse(f"console:{page}", kwargs=arguments.get(page))
    shown = administrator.get(address).content.decode()
    places = set(re.findall(r'data-key="(.)"', shown))
    sheet = set(" ".join(re.findall(r"<kbd>([^<]+)</kbd>", shown)).split())
    answered = set(re.findall(r'data-key-press="(.)"', shown))
    assert sheet - COMMON - places == answered - COMMON - places
