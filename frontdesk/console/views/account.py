"""A member's own account: password, recovery codes."""

from typing import cast

from django.contrib.auth import password_validation, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from frontdesk.console import factor, flash
from frontdesk.console.member import Member
from frontdesk.console.render import render


def show(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    return _page(request)


def renew_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes, this once; the old ones are no longer good."""
    codes = factor.renew_codes(cast(Member, request.user))
    context = {"codes": codes, "next": reverse("console:account")}
    return render(request, "door/recovery_codes.html", context)


def change_password(request: HttpRequest) -> HttpResponse:
    """Change it, given the old one; other sittings of the member end."""
    member = cast(Member, request.user)
    new = request.POST.get("new", "")
    if not member.check_password(request.POST.get("old", "")):
        return _page(request, ["The present password is not right."])
    if new != request.POST.get("again", ""):
        return _page(request, ["The new password was not typed twice the same."])
    try:
        password_validation.validate_password(new, member)
    except ValidationError as error:
        return _page(request, error.messages)
    member.set_password(new)
    member.save(update_fields=["password"])
    update_session_auth_hash(request, member)
    flash.say(request, "Your password is changed.")
    return HttpResponseRedirect(reverse("console:account"))


def _page(request: HttpRequest, problems: list[str] | None = None) -> HttpResponse:
    context = {"codes_left": factor.codes_left(cast(Member, request.user)), "problems": problems}
    return render(request, "account.html", context, 422 if problems else 200)
