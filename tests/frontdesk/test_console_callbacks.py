"""Call-backs: by when, whom, and who saw the number."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from patient import Patient
from recorded import turn
from staff import Staff
from stand_in import StandIn

from frontdesk.console.audit import AuditRow
from frontdesk.console.callback.due import due
from frontdesk.console.callback.handoff import handed_over
from frontdesk.console.callback.hours import Hours
from frontdesk.console.member import Role
from frontdesk.conversations.models import Request

LONDON = ZoneInfo("Europe/London")
HOURS = Hours.read(
    "We are open Monday to Friday from 8 am to 7 pm and Saturday from 9 am to 1 pm. Closed on Sunday.",
    "Europe/London",
)
LIST = reverse("console:callbacks")


def at(text: str) -> datetime:
    """Return a moment of London's clocks; 2026-11-20 is a Friday."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("sentence", "monday", "sunday"),
    [
        ("Mon", "09:00-17:00", None),
        ("Monday-Sunday 10:30-20:00", "10:30-20:00", "10:30-20:00"),
        ("Tuesdays 9am to 5pm", None, None),
        ("Monday 12 pm to 12 am, Sunday 7.30 am until 12 pm", None, "07:30-12:00"),
        (None, "09:00-17:00", None),
    ],
)
def test_hours_are_read_from_the_profile(
    sentence: str | None, monday: str | None, sunday: str | None
) -> None:
    days = Hours.read(sentence, "Europe/London").days
    said = {day: f"{opens:%H:%M}-{closes:%H:%M}" for day, (opens, closes) in days.items()}
    assert (said.get(0), said.get(6)) == (monday, sunday)


@pytest.mark.parametrize(
    ("asked_at", "preferred", "expected"),
    [
        ("2026-11-20 09:00", None, "2026-11-20 13:00"),
        ("2026-11-20 17:00", "any time", "2026-11-21 11:00"),
        ("2026-11-21 12:00", "any time", "2026-11-23 11:00"),
        ("2026-11-20 09:00", "tomorrow morning", "2026-11-21 12:00"),
        ("2026-11-20 09:00", "tomorrow evening", "2026-11-21 13:00"),
        ("2026-11-20 09:00", "Monday", "2026-11-23 19:00"),
        ("2026-11-20 09:00", "mon after 3pm", "2026-11-23 15:00"),
        ("2026-11-20 09:00", "at 15:30", "2026-11-20 15:30"),
        ("2026-11-20 16:00", "at 15:30", "2026-11-21 13:00"),
        ("2026-11-20 09:00", "sunday", "2026-11-23 19:00"),
        ("2026-11-20 09:00", "friday afternoon", "2026-11-20 17:00"),
        ("2026-11-20 09:00", "25:99", "2026-11-20 13:00"),
    ],
)
def test_due_time_is_what_the_patient_asked_for(
    asked_at: str, preferred: str | None, expected: str
) -> None:
    assert due(at(asked_at), preferred, HOURS) == at(expected)


@pytest.fixture
def request_(alice: Patient, rasa: StandIn) -> Request:
    """A call-back that Alice asked for."""
    rasa.effects = ["callback"]
    alice.say("please call me")
    return Request.objects.get()


def test_list_shows_the_request_and_not_the_person(
    request_: Request, staff: Callable[[Role], Staff]
) -> None:
    page = staff(Role.VIEWER).get(LIST).content.decode()
    assert "Wants a call" in page
    assert "Archer" not in page
    assert "7946" not in page


def test_number_is_shown_for_a_reason_that_the_audit_keeps(
    request_: Request, staff: Callable[[Role], Staff]
) -> None:
    reviewer = staff(Role.REVIEWER)
    address = reverse("console:callback-reveal", kwargs={"id": request_.id})
    assert reviewer.post(address, {"reason": " no "}).status_code == 422
    page = reviewer.post(address, {"reason": "To call her back"})
    assert "020 7946 0123" in page.content.decode()
    refused, shown = AuditRow.objects.order_by("id")
    assert (refused.status, refused.detail) == (422, {})
    assert (shown.subject, shown.detail) == (str(request_.id), {"reason": "To call her back"})


def test_status_and_assignee_change_and_are_undone(
    request_: Request, staff: Callable[[Role], Staff]
) -> None:
    reviewer = staff(Role.REVIEWER)
    status = reverse("console:callback-status", kwargs={"id": request_.id})
    assign = reverse("console:callback-assign", kwargs={"id": request_.id})
    reviewer.post(assign, {"assignee": reviewer.member.email})
    reviewer.post(status, {"status": "done"})
    request_.refresh_from_db()
    assert (request_.status, request_.assignee) == ("done", reviewer.member.email)
    assert AuditRow.objects.get(route="callback-status").detail == {"status": "new → done"}
    page = reviewer.get(LIST).content.decode()
    assert 'name="status" value="new"' in page
    reviewer.post(status, {"status": "new"})
    request_.refresh_from_db()
    assert request_.status == "new"
    assert reviewer.post(status, {"status": "sold"}).status_code == 422
    assert reviewer.post(assign, {"assignee": "nobody@clinic.example"}).status_code == 422


def test_request_whose_key_is_gone_is_still_listed(
    request_: Request, staff: Callable[[Role], Staff]
) -> None:
    Request.objects.update(details=b"not sealed with any key of ours")
    reviewer = staff(Role.REVIEWER)
    assert "Wants a call" in reviewer.get(LIST).content.decode()
    address = reverse("console:callback-reveal", kwargs={"id": request_.id})
    assert "no longer be opened" in reviewer.post(address, {"reason": "To call"}).content.decode()


def test_conversation_handed_over_is_listed_until_it_is_reviewed(
    alice: Patient, rasa: StandIn, staff: Callable[[Role], Staff]
) -> None:
    wanted = turn("a person please", flags=["handoff"]).conversation
    rasa.effects, rasa.changed = ["callback"], {"kind": "handoff"}
    alice.say("please call me")
    reviewer = staff(Role.REVIEWER)
    assert handed_over() == [wanted]
    assert reverse("console:conversation", args=[wanted.pk]) in reviewer.get(LIST).content.decode()
    reviewer.post(reverse("console:status", args=[wanted.pk]), {"status": "reviewed"})
    assert handed_over() == []
