"""Members of the clinic's staff at the console, signed in with a second factor."""

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from frontdesk.console.member import Member, Role
from frontdesk.console.sitting import begin

PASSWORD = "correct-horse-battery"


def enrol(role: Role, email: str = "") -> Member:
    """Return a new member of that role."""
    return Member.objects.enrol(
        email or f"{role}@clinic.example", f"The {role.label}", role, PASSWORD
    )


class Staff(Client):
    """A browser in which a member has signed in, second factor included unless `verified` is false."""

    def __init__(self, member: Member, verified: bool = True) -> None:
        super().__init__()
        self.member = member
        self.force_login(member, "django.contrib.auth.backends.ModelBackend")
        session = self.session
        device = TOTPDevice.objects.get_or_create(user=member, confirmed=True)[0]
        if verified:
            session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        begin(type("Request", (), {"session": session})())
        session.save()
