"""Signing in: a password, then a second factor; enrolling one the first time; signing out."""

from typing import cast
from urllib.parse import urlencode

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_otp import login as pass_factor

from frontdesk.console import factor, flash, sitting
from frontdesk.console.address import back
from frontdesk.console.member import Member
from frontdesk.console.render import render
from frontdesk.gateway.api import check_rate
from frontdesk.gateway.apps import current_desk
from frontdesk.gateway.refusal import Refusal

_WRONG = "That address and password do not belong together."
_LOCKED = "Too many wrong passwords. Wait 15 minutes, or ask your administrator."
_TOO_FAST = "Too many sign-ins from your network. Wait a minute and try again."
_WRONG_CODE = "That code is not right, or was used already. Wait for the next one and try again."


def show(request: HttpRequest) -> HttpResponse:
    """Ask for address and password."""
    return _sign_in(request)


def enter(request: HttpRequest) -> HttpResponse:
    """Check them; on to the second factor."""
    try:
        check_rate(request, current_desk().sign_ins)
    except Refusal:
        return _sign_in(request, _TOO_FAST, 429)
    email = request.POST.get("email", "").strip().lower()
    member = authenticate(request, username=email, password=request.POST.get("password", ""))
    if member is None:
        is_locked = getattr(request, "axes_locked_out", False)
        return _sign_in(request, _LOCKED if is_locked else _WRONG, 429 if is_locked else 401)
    login(request, member)
    sitting.begin(request)
    return _on(request, "second-factor" if factor.is_enrolled(member) else "enrol")


def leave(request: HttpRequest) -> HttpResponse:
    """End the sitting."""
    logout(request)
    return HttpResponseRedirect(reverse("console:sign-in"))


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code of the member's app."""
    if not factor.is_enrolled(_member(request)):
        return _on(request, "enrol")
    return render(request, "door/second_factor.html", {"next": back(request)})


def verify(request: HttpRequest) -> HttpResponse:
    """Check the code; in."""
    device = factor.verify(_member(request), request.POST.get("code", ""))
    if device is None:
        context = {"problem": _WRONG_CODE, "next": back(request)}
        return render(request, "door/second_factor.html", context, 401)
    pass_factor(request, device)
    return HttpResponseRedirect(back(request))


def offer(request: HttpRequest) -> HttpResponse:
    """Show what the member's app scans."""
    return _offer(request)


def enrol(request: HttpRequest) -> HttpResponse:
    """Check the app's first code; show the recovery codes, this once."""
    member = _member(request)
    device = None
    if not factor.is_enrolled(member):
        device = factor.confirm(member, request.POST.get("code", "").replace(" ", ""))
    if device is None:
        return _offer(request, _WRONG_CODE, 401)
    pass_factor(request, device)
    flash.say(request, "Your second factor is set up.")
    context = {"codes": factor.renew_codes(member), "next": back(request)}
    return render(request, "door/recovery_codes.html", context)


def _offer(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    member = _member(request)
    if factor.is_enrolled(member):
        return _on(request, "second-factor")
    device = factor.offered(member)
    address = factor.address(device, member, current_desk().library.clinic.name)
    context = {
        "picture": factor.picture(address),
        "key": factor.key(device),
        "problem": problem,
        "next": back(request),
    }
    return render(request, "door/enrol.html", context, status)


def _sign_in(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    context = {
        "problem": problem,
        "email": request.POST.get("email", ""),
        "is_idle": "idle" in request.GET,
        "next": back(request),
    }
    return render(request, "door/sign_in.html", context, status)


def _member(request: HttpRequest) -> Member:
    return cast(Member, request.user)


def _on(request: HttpRequest, route: str) -> HttpResponse:
    address = reverse(f"console:{route}")
    wanted = back(request)
    if wanted != reverse("console:home"):
        address += f"?{urlencode({'next': wanted})}"
    return HttpResponseRedirect(address)
