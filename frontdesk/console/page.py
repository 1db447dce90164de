"""A page of the console: session, permission, audit row and errors are the same for all."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django_otp.middleware import OTPMiddleware, is_verified

from frontdesk.console import audit, sitting
from frontdesk.console.access import Permission, allows
from frontdesk.console.render import fault
from frontdesk.gateway.apps import current_desk
from frontdesk.log import describe, logger

View = Callable[..., HttpResponseBase]
AsyncView = Callable[..., Coroutine[Any, Any, HttpResponseBase]]

log = logger("console")


class Page:
    """The view of one route: a handler for each method, under one permission.

    `slow` handlers (a password's hash) run outside the transaction that edit and audit row share.
    """

    def __init__(self, permission: Permission, slow: bool = False, **handlers: View) -> None:
        self.permission = permission
        self.methods = tuple(handlers)
        self._handlers = handlers
        self._slow = slow
        # Only here, and not in Django's settings: no patient's request pays for staff's sessions.
        chain: Any = csrf_protect(self._admit)
        for middleware in (OTPMiddleware, AuthenticationMiddleware, SessionMiddleware):
            chain = middleware(chain)
        self._chain = chain

    async def __call__(self, request: HttpRequest, **_: Any) -> HttpResponseBase:
        """Answer on a thread of staff's own."""
        response = await current_desk().staff.visit(partial(self._answer, request))
        response.headers.setdefault("Cache-Control", "no-store")
        # Without any referrer a browser names no origin either, and each form would count as forged.
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return cast(HttpResponseBase, self._chain(request))
        except RequestDataTooBig:
            return fault(request, 413)
        except (SuspiciousOperation, MultiPartParserError):
            return fault(request, 400)
        except Exception as error:  # its words may be a patient's
            log.error("page_failed", path=request.path, place=describe(error))
            request.user = (
                AnonymousUser()
            )  # who it was stands in the database, which may have failed
            return fault(request, 500)

    def _admit(self, request: HttpRequest) -> HttpResponseBase:
        if self.permission is Permission.SIGN_IN:
            return self._audited(request)
        if not request.user.is_authenticated:
            return _to_door(request)
        if sitting.has_ended(request):
            logout(request)
            return _to_door(request, idle="1")
        if not self.permission.needs_factor:
            return self._audited(request)
        if not is_verified(request.user):
            return _to(request, "console:second-factor")
        return self._audited(request)

    def _audited(self, request: HttpRequest) -> HttpResponseBase:
        """Answer and add the audit row: an edit and its row are one transaction."""
        if request.method in ("GET", "HEAD") or self._slow:
            return self._recorded(request)
        with transaction.atomic():
            return self._recorded(request)

    def _recorded(self, request: HttpRequest) -> HttpResponseBase:
        before = request.user
        response = self._handled(request)
        member = request.user if request.user.is_authenticated else before
        if member.is_authenticated:
            audit.write(request, member, response.status_code)
        return response

    def _handled(self, request: HttpRequest) -> HttpResponseBase:
        method = "GET" if request.method == "HEAD" else str(request.method)
        if request.user.is_authenticated and not allows(request.user, self.permission):
            return fault(request, 403)
        if _has_nul(request):
            return fault(request, 400)
        if method not in self._handlers:
            response = fault(request, 405)
            response.headers["Allow"] = ", ".join(self.methods)
            return response
        try:
            kwargs = request.resolver_match.kwargs if request.resolver_match else {}
            return self._handlers[method](request, **kwargs)
        except Http404:
            return fault(request, 404)
        except PermissionDenied:
            return fault(request, 403)


def page(permission: Permission, *, slow: bool = False, **handlers: View) -> AsyncView:
    """Return the view of a route of `urls.py`: `page(Permission.READ, GET=inbox.show)`."""
    made = Page(permission, slow, **handlers)

    async def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return await made(request, **kwargs)

    view.page = made  # type: ignore[attr-defined]
    return view


def _has_nul(request: HttpRequest) -> bool:
    """Say whether a field has a NUL, which no page sends and PostgreSQL does not take."""
    sent = (request.GET.lists(), request.POST.lists())
    return any("\0" in value for fields in sent for _, values in fields for value in values)


def _to_door(request: HttpRequest, **query: str) -> HttpResponse:
    return _to(request, "console:sign-in", **query)


def _to(request: HttpRequest, route: str, **query: str) -> HttpResponse:
    """Redirect, to come back after; htmx is told to load a whole page."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        query["next"] = request.get_full_path()
    address = f"{reverse(route)}?{urlencode(query)}" if query else reverse(route)
    if "HX-Request" in request.headers:
        return HttpResponse(status=200, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
