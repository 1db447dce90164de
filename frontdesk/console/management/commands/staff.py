"""`manage.py staff`: the accounts of the console, from the terminal."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from axes.utils import reset
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from frontdesk.console import factor
from frontdesk.console.member import Member, Role, make_password


class Command(BaseCommand):
    """Creates the first administrator, and helps who is locked out. Passwords are never arguments."""

    help = "Create, list, reset and unlock the accounts of the staff console."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be asked for."""
        tasks = parser.add_subparsers(dest="task", required=True)
        create = tasks.add_parser("create", help="a new account; the first is an administrator")
        create.add_argument("email")
        create.add_argument("--name", default="")
        create.add_argument("--role", choices=[role.value for role in Role])
        create.add_argument("--demo", action="store_true", help="fill the console: see 'demo'")
        tasks.add_parser("list", help="all accounts")
        again = tasks.add_parser("reset", help="a new password, the second factor set up anew")
        again.add_argument("email")
        unlock = tasks.add_parser("unlock", help="let in again who typed too many wrong passwords")
        unlock.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        task = {"create": self._create, "reset": self._reset, "unlock": self._unlock}
        if options["task"] == "list":
            self._list()
        else:
            task[options["task"]](options)

    def _create(self, options: dict[str, Any]) -> None:
        email = Member.objects.normalize_address(options["email"])
        _check_address(email)
        if Member.objects.filter(email=email).exists():
            raise CommandError(
                f"{email} has an account. 'staff reset {email}' gives a new password."
            )
        role = Role(
            options["role"] or (Role.VIEWER if Member.objects.exists() else Role.ADMINISTRATOR)
        )
        password, is_made = _ask_password()
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        Member.objects.enrol(email, options["name"] or email.partition("@")[0], role, password)
        self._tell(email, role.label, password if is_made else None)

    def _reset(self, options: dict[str, Any]) -> None:
        member = _find(options["email"])
        password, is_made = _ask_password()
        member.set_password(password)
        member.save(update_fields=["password"])
        factor.forget(member)
        self._tell(member.email, Role(member.role).label, password if is_made else None)

    def _unlock(self, options: dict[str, Any]) -> None:
        member = _find(options["email"])
        reset(username=member.email)
        self.stdout.write(f"{member.email} can try again.")

    def _list(self) -> None:
        for member in Member.objects.order_by("email"):
            state = "" if member.is_active else "  (closed)"
            self.stdout.write(f"{member.email}  {Role(member.role).label}  {member.name}{state}")

    def _tell(self, email: str, role: str, made: str | None) -> None:
        self.stdout.write(f"{email} is {role.lower()}.")
        if made:
            self.stdout.write(f"Password, shown this once: {made}")
        self.stdout.write(
            "Next: open /staff/ at the front desk's address, sign in, and scan the picture that it\n"
            "shows with an authenticator app on your phone. Keep the recovery codes on paper."
        )


def _find(email: str) -> Member:
    try:
        return Member.objects.get_by_natural_key(email)
    except Member.DoesNotExist:
        raise CommandError(f"{email} has no account. 'staff list' names all.") from None


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"'{email}' is no e-mail address.") from None


def _ask_password() -> tuple[str, bool]:
    """Return a password and whether we made it: asked for at a terminal, where Enter lets us make one."""
    typed = getpass.getpass("Password (Enter makes one): ") if sys.stdin.isatty() else ""
    if not typed:
        return make_password(), True
    try:
        password_validation.validate_password(typed)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    if getpass.getpass("Again: ") != typed:
        raise CommandError("The two were not the same.")
    return typed, False
