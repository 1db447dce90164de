"""Signing in to the console: password, second factor, lockout, and how a sitting ends."""

import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from staff import PASSWORD, Staff, enrol

from frontdesk.console import factor
from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Member, Role

SIGN_IN, FACTOR, ENROL = (
    reverse(f"console:{name}") for name in ("sign-in", "second-factor", "enrol")
)
HOME = reverse("console:home")

pytestmark = pytest.mark.usefixtures("audit_emptied")


@pytest.fixture
def ana(transactional_db: None) -> Member:
    """A reviewer who has not signed in yet."""
    return enrol(Role.REVIEWER, "ana@clinic.example")


def sign_in(browser: Client, password: str = PASSWORD, **more: str) -> str:
    """Send the form; return where it leads, or the status."""
    form = {"email": "Ana@Clinic.Example ", "password": password, **more}
    response = browser.post(SIGN_IN, form)
    return response.headers.get("Location") or str(response.status_code)


def code(member: Member) -> str:
    """Return what the member's app shows."""
    device = TOTPDevice.objects.get(user=member)
    return f"{totp(device.bin_key):06}"


def test_first_sign_in_enrols_a_second_factor(ana: Member) -> None:
    browser = Client()
    assert sign_in(browser) == ENROL
    page = browser.get(ENROL).content.decode()
    assert "<svg" in page
    assert factor.key(TOTPDevice.objects.get(user=ana)) in page
    assert browser.get(HOME).status_code == 302
    shown = browser.post(ENROL, {"code": code(ana)})
    assert shown.content.count(b"<li><code>") == 10
    assert browser.get(HOME).status_code == 200


def test_later_sign_ins_ask_for_a_code(ana: Member) -> None:
    TOTPDevice.objects.create(user=ana)
    browser = Client()
    assert sign_in(browser) == FACTOR
    assert browser.post(FACTOR, {"code": "000000"}).status_code == 401
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    response = browser.post(FACTOR, {"code": code(ana)})
    assert response["Location"] == HOME
    assert browser.get(HOME).status_code == 200


def test_who_knows_the_password_cannot_replace_the_second_factor(ana: Member) -> None:
    device = TOTPDevice.objects.create(user=ana)
    browser = Client()
    sign_in(browser)
    assert browser.get(ENROL)["Location"] == FACTOR
    browser.post(ENROL, {"code": code(ana)})
    assert browser.get(HOME).status_code == 302
    assert [one.id for one in TOTPDevice.objects.all()] == [device.id]


def test_codes_are_throttled_after_a_wrong_one(ana: Member) -> None:
    TOTPDevice.objects.create(user=ana)
    browser = Client()
    sign_in(browser)
    assert browser.post(FACTOR, {"code": "000000"}).status_code == 401
    assert browser.post(FACTOR, {"code": code(ana)}).status_code == 401


def test_recovery_code_lets_in_once(ana: Member) -> None:
    TOTPDevice.objects.create(user=ana)
    spare = factor.renew_codes(ana)[0]
    for expected in (302, 401):
        browser = Client()
        sign_in(browser)
        assert browser.post(FACTOR, {"code": spare.upper()}).status_code == expected
    assert factor.codes_left(ana) == 9


def test_recovery_codes_cannot_be_read_from_the_database(ana: Member) -> None:
    TOTPDevice.objects.create(user=ana)
    codes = factor.renew_codes(ana)
    kept = list(StaticToken.objects.values_list("token", flat=True))
    assert not set(kept) & set(codes)
    browser = Client()
    sign_in(browser)
    assert browser.post(FACTOR, {"code": kept[0]}).status_code == 401


def test_wrong_passwords_lock_an_address_out_of_the_account(ana: Member) -> None:
    browser = Client()
    assert [sign_in(browser, "wrong") for _ in range(5)] == ["401"] * 4 + ["429"]
    assert sign_in(browser) == "429"
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")) == ENROL


def test_sign_ins_of_an_address_are_limited(ana: Member) -> None:
    browser = Client(REMOTE_ADDR="198.51.100.4")
    answers = [sign_in(browser, "wrong", email=f"{n}@clinic.example") for n in range(25)]
    assert "429" in answers[20:]
    assert "429" not in answers[:20]


def test_unknown_address_is_answered_as_a_wrong_password_is(ana: Member) -> None:
    def asked(email: str) -> bytes:
        page = Client().post(SIGN_IN, {"email": email, "password": "wrong"}).content
        return page.replace(email.encode(), b"").partition(b"csrf")[0]

    assert asked("ana@clinic.example") == asked("nobody@clinic.example")


def test_closed_account_is_out_at_once(staff: Callable[[Role], Staff]) -> None:
    browser = staff(Role.REVIEWER)
    assert browser.get(HOME).status_code == 200
    Member.objects.update(is_active=False)
    assert browser.get(HOME).status_code == 302


def test_sitting_ends_when_nothing_happens(
    staff: Callable[[Role], Staff], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = staff(Role.REVIEWER)
    later = time.time() + 21 * 60
    monkeypatch.setattr("frontdesk.console.sitting.time.time", lambda: later)
    response = browser.get(HOME)
    assert response["Location"].startswith(f"{SIGN_IN}?idle=1")
    monkeypatch.undo()
    assert browser.get(HOME).status_code == 302


def test_sitting_ends_after_a_working_day(
    staff: Callable[[Role], Staff], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, began, minutes = staff(Role.REVIEWER), time.time(), 0
    while browser.get(HOME).status_code == 200:
        minutes += 15
        at = began + minutes * 60
        monkeypatch.setattr("frontdesk.console.sitting.time.time", lambda at=at: at)
    assert 12 * 60 <= minutes <= 12 * 60 + 15


def test_signing_out_ends_the_sitting_in_every_window(staff: Callable[[Role], Staff]) -> None:
    browser = staff(Role.REVIEWER)
    other = Client()
    other.cookies = browser.cookies.copy()
    browser.post(reverse("console:sign-out"))
    assert other.get(HOME).status_code == 302


@pytest.mark.parametrize("wanted", ["https://evil.example/staff/", "//evil.example", "/widget.js"])
def test_sign_in_leads_to_our_pages_only(ana: Member, wanted: str) -> None:
    assert sign_in(Client(), next=wanted) == ENROL
    assert sign_in(Client(), next="/staff/audit").endswith("?next=%2Fstaff%2Faudit")


def test_cookie_is_for_the_console_alone(ana: Member) -> None:
    browser = Client()
    sign_in(browser)
    cookie = browser.cookies["staff"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/staff/", True, "Lax")


def test_signing_in_and_out_is_audited(ana: Member) -> None:
    browser = Client()
    sign_in(browser)
    browser.post(reverse("console:sign-out"))
    assert list(AuditRow.objects.order_by("id").values_list("route", "email", "status")) == [
        ("sign-in", ana.email, 302),
        ("sign-out", ana.email, 302),
    ]


def test_new_password_ends_other_sittings(staff: Callable[[Role], Staff]) -> None:
    browser = staff(Role.VIEWER)
    other = Staff(browser.member)
    form = {"old": PASSWORD, "new": "walnut-river-seven", "again": "walnut-river-seven"}
    assert browser.post(reverse("console:password"), {**form, "old": "no"}).status_code == 422
    assert browser.post(reverse("console:password"), {**form, "new": "short"}).status_code == 422
    assert browser.post(reverse("console:password"), form).status_code == 302
    assert browser.get(HOME).status_code == 200
    assert other.get(HOME).status_code == 302
