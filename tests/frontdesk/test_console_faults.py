"""What goes wrong for staff: always a page of the console that says what to do, never a trace."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from staff import Staff, enrol

from frontdesk.console.member import Role
from frontdesk.console.safety import queue

HOME, INBOX, CORRECT = (reverse(f"console:{name}") for name in ("home", "inbox", "correct"))
MULTIPART = "multipart/form-data; boundary="


@pytest.fixture
def administrator(staff: Callable[[Role], Staff]) -> Staff:
    member = staff(Role.ADMINISTRATOR)
    member.raise_request_exception = False
    return member


def check(response: HttpResponse, status: int, heading: str, words: str) -> str:
    """Check that a response is an error's page, and return it."""
    page = response.content.decode()
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/html")
    assert f"<h1>{heading}</h1>" in page
    assert words in page
    assert "Traceback" not in page
    assert f'href="{HOME}"' in page
    return page


@pytest.mark.parametrize(
    ("ask", "status", "heading", "words"),
    [
        (lambda one: one.get("/staff/nothing/here"), 404, "Nothing here", "erased"),
        (lambda one: one.get("/staff/conversations/7"), 404, "Nothing here", "erased"),
        (lambda one: one.get(INBOX, {"q": "a\0b"}), 400, "That did not work", "load the page again"),
        (lambda one: one.post(CORRECT, b"x", MULTIPART), 400, "That did not work", "retry"),
        (lambda one: one.get(CORRECT), 405, "That did not work", "Go back to the page"),
        (lambda one: one.post(CORRECT, {"a": "b" * 70_000}), 413, "That did not work", "send less"),
    ],
)  # fmt: skip
def test_fault_is_a_page_with_what_to_do(
    administrator: Staff, ask: Callable[[Client], Any], status: int, heading: str, words: str
) -> None:
    check(ask(administrator), status, heading, words)


def test_refused_member_keeps_the_menu(staff: Callable[[Role], Staff]) -> None:
    page = check(staff(Role.VIEWER).get("/staff/audit"), 403, "Not allowed", "administrator")
    assert 'aria-label="Console"' in page


@pytest.mark.usefixtures("transactional_db")
def test_form_of_a_page_left_open_is_told_so() -> None:
    for browser in (Staff(enrol(Role.REVIEWER)), Client()):
        browser.handler.enforce_csrf_checks = True
        for address in (CORRECT, reverse("console:sign-in")):
            response = browser.post(address)
            check(response, 403, "Not allowed", "open for too long")


@pytest.mark.usefixtures("transactional_db")
def test_form_sent_to_another_name_of_ours_says_which_setting() -> None:
    browser = Client(enforce_csrf_checks=True)
    names = {"host": "desk.example", "origin": "https://desk.example"}
    response = browser.post(reverse("console:sign-in"), headers=names)
    check(response, 403, "Not allowed", "NEEDLEWISE_HOSTS")


@pytest.mark.parametrize("error", [ZeroDivisionError("Ms Archer"), OperationalError("is locked")])
def test_our_own_fault_is_told_with_its_time(
    administrator: Staff, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(queue, "waiting", fail)
    page = check(administrator.get(HOME), 500, "That did not work", "nothing was changed")
    assert "Archer" not in page
    assert "<time" in page


def test_fault_of_the_database_needs_no_database(
    administrator: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", fail)
    check(administrator.get(HOME), 500, "That did not work", "tell whoever runs the assistant")


def test_fault_of_a_piece_stands_above_the_page(administrator: Staff) -> None:
    response = administrator.get("/staff/nothing", headers={"hx-request": "true"})
    assert response.status_code == 404
    assert response["HX-Retarget"] == "#flash"
    assert "<html" not in response.content.decode()


def test_address_without_its_last_stroke_leads_to_the_console() -> None:
    assert Client().get("/staff").headers["Location"] == "/staff/"
