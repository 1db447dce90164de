"""Redaction: fifty planted identifiers, none of which staff, logs or errors may show."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Answer, Turn
from frontdesk.conversations.redaction import Redactor, remove
from frontdesk.gateway.desk import Desk

# What is planted, in the sentence around it; what must be gone.
PLANTED = [
    ("My name is Alice Archer", "Archer"),
    ("my name is alice archer and my back hurts", "archer"),
    ("my name's José García López", "García"),
    ("name: o'brien", "brien"),
    ("I'm Bob Brown and it hurts", "Brown"),
    ("Im Charlie", "Charlie"),
    ("This is Dana Dale speaking", "Dale"),
    ("it's Erin Evans here", "Evans"),
    ("call me Frankie please", "Frankie"),
    ("I saw Mr Patel yesterday", "Patel"),
    ("dr smith sent me", "smith"),
    ("Doctor Jones sent me", "Jones"),
    ("thanks, regards, Grace Green", "Green"),
    ("call 020 7946 0123", "7946"),
    ("ring me on 07700 900123", "900123"),
    ("ring me on 07700900123.", "07700900123"),
    ("my number is +44 7700 900 123", "900 123"),
    ("tel (020) 7946-0123", "7946"),
    ("text 07700.900.123", "900.123"),
    ("US: 202-555-0143", "555"),
    ("mail alice.archer@example.com", "alice.archer"),
    ("mail alice+needles@clinic.example.co.uk now", "alice+needles"),
    ("ALICE_ARCHER@EXAMPLE.COM", "ARCHER"),
    ("I'm @alice_archer there", "alice_archer"),
    ("see https://social.example/alice.archer", "alice.archer"),
    ("see www.alice-archer.example", "alice-archer"),
    ("I live at 12 Riverside Walk", "Riverside"),
    ("i live at 4 mill lane", "mill lane"),
    ("my address is 4 mill close, leeds", "mill"),
    ("flat 3 20 Baker Street", "Baker"),
    ("221b baker street is home", "baker"),
    ("postcode SE1 0AA", "0AA"),
    ("i'm in sw1a 1aa", "1aa"),
    ("post code: 2000", "2000"),
    ("K1A 0B1 in Ottawa", "0B1"),
    ("born 3 March 1980", "1980"),
    ("dob 03/03/1980", "1980"),
    ("dob 3.3.80", "3.3.80"),
    ("born on 1980-03-03", "1980"),
    ("born March 3rd, 1980", "1980"),
    ("nhs number 943 476 5919", "476"),
    ("my NHS no is 9434765919", "9434765919"),
    ("medicare 2123 45670 1", "45670"),
    ("policy number AB12345678", "12345678"),
    ("my insurance id is 99-1234-77", "1234"),
    ("card 4111 1111 1111 1111", "4111"),
    ("card 4111111111111111", "4111"),
    ("NI number QQ123456C", "123456"),
    ("iban GB82 WEST 1234 5698 7654 32", "1234 5698"),
    ("ssn 536-90-4399", "4399"),
    ("from 203.0.113.77", "203.0.113.77"),
]
ORDINARY = [
    "does it hurt?", "I'm pregnant", "I'm Scared of needles", "this is going to hurt?",
    "pain 8/10 for 10 years since 2019", "i'm 45 and had 3 sessions in 2 weeks, 10 mg", "L4/L5 disc",
    "what is this called?", "is it called trigger point?", "12 sessions in a row?", "walked 10 km on the way",
    "0.25 mm x 40 mm needles", "call me back please", "what's the name of the technique", "3 in 4 people",
    "I was in hospital 2 nights", "it was called Dry Needling", "my name isn't important",
    "is 48 hours enough?",
]  # fmt: skip


@pytest.fixture(scope="module")
def redact() -> Redactor:
    """A clinic's in Great Britain."""
    return Redactor.load("GB", ["020 7946 0142", "999"])


@pytest.mark.parametrize(("text", "secret"), PLANTED)
def test_identifier_is_replaced(redact: Redactor, text: str, secret: str) -> None:
    assert secret not in redact(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_question_stays_as_it_is(redact: Redactor, text: str) -> None:
    assert redact(text) == text


def test_clinic_and_emergency_numbers_stay(redact: Redactor) -> None:
    text = "call 020 7946 0142 or 999"
    assert redact(text) == text


@given(st.text(max_size=300))
def test_redaction_takes_any_text(redact: Redactor, text: str) -> None:
    assert isinstance(redact(text), str)


def test_known_details_are_removed_wherever_they_stand() -> None:
    assert remove("Alice asked, ALICE", ["alice"]) == "<DETAILS> asked, <DETAILS>"
    assert remove("malice", ["alice"]) == "malice"


def test_identifiers_are_in_no_record_log_or_error(
    alice: Patient, rasa: StandIn, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answers = []
    for number, (text, _) in enumerate(PLANTED):
        Turn.objects.filter(received_at__isnull=False).update(received_at="2026-01-01T00:00:00Z")
        rasa.changed = {"parts": [], "text": f"You said: {text}"} if number % 2 else {}
        answers.append(alice.post(text=text))
    assert all(answer.status_code == 200 for answer in answers)
    seen = ("redacted_text", "ranking", "entities", "topics", "flags", "intent")
    columns = [json.dumps(row) for row in Turn.objects.values(*seen)]
    bodies = Answer.objects.filter(body__contains="You said").values_list("body", flat=True)
    said = [json.loads(body)["text"] for body in bodies]
    assert len(said) > 20
    logged = [
        record.getMessage() for record in caplog.records if not record.name.startswith("http")
    ]
    shown = "\n".join([*columns, *said, *logged])
    assert [secret for _, secret in PLANTED if secret in shown] == []
