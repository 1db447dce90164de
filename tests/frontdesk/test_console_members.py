"""Accounts: made, changed and closed by administrators, or from the terminal."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from staff import Staff, enrol
from stand_in import StandIn

from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Member, Role
from frontdesk.gateway.desk import Desk

LIST, NEW = reverse("console:members"), reverse("console:member-new")


def change(name: str, member: Member) -> str:
    """Return the address of a change to an account."""
    return reverse(f"console:member-{name}", kwargs={"id": member.pk})


def command(*arguments: str) -> str:
    """Run `manage.py staff` and return what it prints."""
    printed = StringIO()
    call_command("staff", *arguments, stdout=printed)
    return printed.getvalue()


def test_account_is_made_with_a_password_shown_once(staff: Callable[[Role], Staff]) -> None:
    administrator = staff(Role.ADMINISTRATOR)
    form = {"email": "Ben@Clinic.Example", "name": "Ben", "role": "reviewer"}
    page = administrator.post(NEW, form).content.decode()
    password = page.partition('<code class="long">')[2].partition("</code>")[0]
    ben = Member.objects.get(email="ben@clinic.example")
    assert ben.check_password(password)
    assert password not in administrator.get(LIST).content.decode()
    assert AuditRow.objects.get(route="member-new").detail == {
        "account": ben.email, "role": "reviewer",
    }  # fmt: skip


@pytest.mark.parametrize(
    "form",
    [
        {"email": "ben", "name": "Ben", "role": "viewer"},
        {"email": "ben@clinic.example", "name": " ", "role": "viewer"},
        {"email": "ben@clinic.example", "name": "Ben", "role": "owner"},
        {"email": "administrator@clinic.example", "name": "Ben", "role": "viewer"},
    ],
)
def test_unfit_account_is_refused(staff: Callable[[Role], Staff], form: dict[str, str]) -> None:
    assert staff(Role.ADMINISTRATOR).post(NEW, form).status_code == 422
    assert Member.objects.count() == 1


def test_role_counts_from_the_next_request_on(staff: Callable[[Role], Staff]) -> None:
    administrator, viewer = staff(Role.ADMINISTRATOR), staff(Role.VIEWER)
    assert viewer.get(LIST).status_code == 403
    administrator.post(change("role", viewer.member), {"role": "administrator"})
    assert viewer.get(LIST).status_code == 200
    assert AuditRow.objects.get(route="member-role").detail["role"] == "viewer → administrator"


def test_nobody_changes_their_own_account_here(staff: Callable[[Role], Staff]) -> None:
    administrator = staff(Role.ADMINISTRATOR)
    for name in ("role", "open", "renew"):
        assert administrator.post(change(name, administrator.member)).status_code == 403


def test_closed_account_is_opened_again(staff: Callable[[Role], Staff]) -> None:
    administrator, viewer = staff(Role.ADMINISTRATOR), staff(Role.VIEWER)
    home = reverse("console:home")
    administrator.post(change("open", viewer.member), {"open": "0"})
    assert viewer.get(home).status_code == 302
    administrator.post(change("open", viewer.member), {"open": "1"})
    assert Staff(viewer.member).get(home).status_code == 200


def test_renewed_account_enrols_its_second_factor_anew(staff: Callable[[Role], Staff]) -> None:
    administrator, viewer = staff(Role.ADMINISTRATOR), staff(Role.VIEWER)
    administrator.post(change("renew", viewer.member))
    assert not TOTPDevice.objects.filter(user=viewer.member).exists()
    assert viewer.get(reverse("console:home")).status_code == 302


@pytest.mark.usefixtures("audit_emptied")
def test_first_account_from_the_terminal_is_an_administrator() -> None:
    printed = command("create", "Ana@Clinic.example", "--name", "Ana")
    assert "is administrator" in printed
    assert "Next: open /staff/" in printed
    password = printed.partition("once: ")[2].split()[0]
    assert Member.objects.get(email="ana@clinic.example").check_password(password)
    assert "is viewer" in command("create", "ben@clinic.example")
    assert "ana@clinic.example  Administrator  Ana" in command("list")


@pytest.mark.usefixtures("audit_emptied")
def test_terminal_says_what_is_wrong() -> None:
    enrol(Role.VIEWER, "ana@clinic.example")
    for arguments in (
        ("create", "ana"), ("create", "ana@clinic.example"), ("reset", "x@y.example"),
        ("unlock", "x@y.example"),
    ):  # fmt: skip
        with pytest.raises(CommandError):
            command(*arguments)


@pytest.mark.usefixtures("audit_emptied")
def test_reset_gives_a_new_password_and_a_new_second_factor() -> None:
    ana = enrol(Role.VIEWER, "ana@clinic.example")
    TOTPDevice.objects.create(user=ana)
    password = command("reset", ana.email).partition("once: ")[2].split()[0]
    ana.refresh_from_db()
    assert ana.check_password(password)
    assert not TOTPDevice.objects.exists()


def test_first_account_comes_with_a_demo_on_request(
    desk: Desk, rasa: StandIn, settings: LazySettings
) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, public=False)
    rasa.status = 503
    with pytest.raises(CommandError, match="make start"):
        command("create", "ana@clinic.example", "--demo")
    assert not Member.objects.exists()
    rasa.status = 200
    assert "made-up patients" in command("create", "ana@clinic.example", "--demo")
    assert Member.objects.get().role == Role.ADMINISTRATOR
