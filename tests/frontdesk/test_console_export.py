"""Taking conversations out, and holding them: by permission, audited, redacted."""

import csv
import io
import json
from collections.abc import Callable

import httpx
import pytest
from patient import Patient
from staff import Staff

from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Role
from frontdesk.conversations import export
from frontdesk.conversations.models import Conversation, Hold

Sign = Callable[[Role], Staff]


def take(served: str, member: Staff, path: str) -> httpx.Response:
    """Return a file as a browser gets it."""
    cookies = {name: morsel.value for name, morsel in member.cookies.items()}
    return httpx.get(f"{served}{path}", cookies=cookies, trust_env=False)


def test_period_is_taken_out_redacted_and_audited(
    alice: Patient, bob: Patient, served: str, staff: Sign
) -> None:
    alice.say("=my name is Alice Archer, does it hurt?")
    bob.say("is it safe?")
    lead = staff(Role.CLINICAL_LEAD)
    file = take(served, lead, "/staff/export/conversations.csv")
    rows = list(csv.DictReader(io.StringIO(file.text, newline="")))
    assert [row["message"] for row in rows] == ["'=my name is <NAME>, does it hurt?", "is it safe?"]
    assert rows[1]["answers"] == "You asked: is it safe?"
    row = AuditRow.objects.get(route="export-period")
    assert row.email == lead.member.email
    assert "period" in row.detail
    assert "safe" not in json.dumps(row.detail)


def test_conversation_is_taken_out_as_lines_of_json(
    alice: Patient, bob: Patient, served: str, staff: Sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    for number in range(5):
        alice.say(f"question {number}")
    bob.say("is it safe?")
    first = Conversation.objects.order_by("id")[0].id
    file = take(served, staff(Role.CLINICAL_LEAD), f"/staff/conversations/{first}/export.jsonl")
    rows = [json.loads(line) for line in file.text.splitlines()]
    assert [row["message"] for row in rows] == [f"question {number}" for number in range(5)]
    assert rows[0]["answers"][0]["text"] == "You asked: question 0"


def test_what_is_not_there_is_not_found(served: str, staff: Sign) -> None:
    lead = staff(Role.CLINICAL_LEAD)
    assert take(served, lead, "/staff/conversations/999/export.csv").status_code == 404
    assert take(served, lead, "/staff/export/conversations.exe").status_code == 404


def test_reviewer_takes_nothing_out(alice: Patient, served: str, staff: Sign) -> None:
    alice.say("does it hurt?")
    file = take(served, staff(Role.REVIEWER), "/staff/export/conversations.csv")
    assert file.status_code == 403
    assert "hurt" not in file.text


def test_hold_is_placed_and_lifted_with_who_and_why(alice: Patient, staff: Sign) -> None:
    alice.say("does it hurt?")
    held = Conversation.objects.get()
    administrator = staff(Role.ADMINISTRATOR)
    administrator.post("/staff/retention/hold", {"conversation": held.id, "reason": "A claim"})
    found = Hold.objects.get()
    assert (found.reason, found.placed_by) == ("A claim", administrator.member.email)
    for path in ("retention", f"conversations/{held.id}"):
        assert "A claim" in administrator.get(f"/staff/{path}").content.decode()
    administrator.post(f"/staff/retention/hold/{held.id}/lift")
    assert not Hold.objects.exists()
    details = [row.detail.get("hold") for row in AuditRow.objects.filter(action="edit")]
    assert details == ["placed", "lifted"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"conversation": "1"},
        {"conversation": "x", "reason": "y"},
        {"conversation": "9" * 30, "reason": "y"},
    ],
)
def test_hold_without_number_or_reason_is_refused(staff: Sign, fields: dict[str, str]) -> None:
    answer = staff(Role.ADMINISTRATOR).post("/staff/retention/hold", fields)
    assert answer.status_code == 400
    assert not Hold.objects.exists()
