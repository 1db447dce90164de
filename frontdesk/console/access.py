"""Who may do what. Every route of `urls.py` names one of these permissions."""

from enum import Enum

from frontdesk.console.member import Member, Role


class Permission(Enum):
    """The least role that has it; None where no role is asked for."""

    least: Role | None

    SIGN_IN = "sign_in", None  # anybody: the doors
    VERIFY = "verify", None  # who has given a password, but no second factor yet
    READ = "read", Role.VIEWER  # redacted conversations, lists, measures, cards
    REVIEW = "review", Role.REVIEWER  # tag, note, assign, acknowledge, correct
    CALL = "call", Role.REVIEWER  # see whom to call, with a reason
    REVEAL = "reveal", Role.CLINICAL_LEAD  # a patient's own words, with a reason
    EXPORT = "export", Role.CLINICAL_LEAD  # take conversations or corrections out of the console
    ERASE = "erase", Role.ADMINISTRATOR  # a person's data: take out, forget, hold
    AUDIT = "audit", Role.ADMINISTRATOR  # who did what
    STAFF = "staff", Role.ADMINISTRATOR  # accounts and roles

    def __init__(self, _: str, least: Role | None) -> None:
        self.least = least

    @property
    def needs_factor(self) -> bool:
        """Whether only a member whose second factor was checked has it."""
        return self.least is not None


def allows(member: Member, permission: Permission) -> bool:
    """Say whether a member's role has a permission; their second factor is not looked at."""
    return permission.least is None or member.has_role(permission.least)
