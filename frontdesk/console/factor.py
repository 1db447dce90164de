"""The second factor: an authenticator app's codes, and recovery codes for the day the phone is lost."""

from base64 import b32encode
from io import BytesIO
from urllib.parse import quote, urlencode

import qrcode
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from frontdesk.console.member import Member
from frontdesk.gateway.apps import current_desk

_CODES = 10
_KEPT = 16  # characters of a recovery code's name; the column holds no more


def is_enrolled(member: Member) -> bool:
    """Say whether a member has an authenticator app already."""
    return bool(TOTPDevice.objects.filter(user=member, confirmed=True).exists())


def offered(member: Member) -> TOTPDevice:
    """Return the device that a member is about to enrol, the same until they have."""
    device, _ = TOTPDevice.objects.get_or_create(user=member, confirmed=False)
    return device


def key(device: TOTPDevice) -> str:
    """Return the device's key, to type where no camera is."""
    return b32encode(device.bin_key).decode().rstrip("=")


def address(device: TOTPDevice, member: Member, clinic: str) -> str:
    """Return what the app reads: the key, and the names under which it shows the code."""
    query = urlencode({"secret": key(device), "issuer": clinic}, quote_via=quote)
    return f"otpauth://totp/{quote(clinic)}:{quote(member.email)}?{query}"


def picture(address: str) -> str:
    """Return the address as a picture for the app's camera: an SVG drawing without any style."""
    code = qrcode.make(address, image_factory=SvgPathImage, box_size=12, border=2)
    drawing = BytesIO()
    code.save(drawing)
    return drawing.getvalue().decode().partition("?>\n")[2]


def confirm(member: Member, token: str) -> TOTPDevice | None:
    """Enrol the offered device if `token` is its code now."""
    device = offered(member)
    if not device.verify_token(token):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device


def verify(member: Member, token: str) -> Device | None:
    """Return the member's device that takes `token`, a code of the app or a recovery code, once."""
    token = token.replace(" ", "").lower()
    is_of_app = token.isdigit() and len(token) == 6
    kind, told = (TOTPDevice, token) if is_of_app else (StaticDevice, _kept(member, token))
    with transaction.atomic():
        for device in kind.objects.select_for_update().filter(user=member, confirmed=True):
            if device.verify_token(told):
                return device
    return None


def renew_codes(member: Member) -> list[str]:
    """Return new recovery codes, each good for one sign-in; the old ones are no longer.

    Only names of them are kept: who reads the database cannot sign in with one.
    """
    device, _ = StaticDevice.objects.get_or_create(user=member, name="recovery")
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(_CODES)]
    device.token_set.bulk_create(
        [StaticToken(device=device, token=_kept(member, code)) for code in codes]
    )
    return codes


def codes_left(member: Member) -> int:
    """Return how many recovery codes a member still has."""
    return int(StaticToken.objects.filter(device__user=member).count())


def forget(member: Member) -> None:
    """Take a member's second factor away: they enrol anew at the next sign-in."""
    TOTPDevice.objects.filter(user=member).delete()
    StaticDevice.objects.filter(user=member).delete()


def _kept(member: Member, code: str) -> str:
    return current_desk().names.receipt("recovery code", str(member.pk), code)[:_KEPT]
