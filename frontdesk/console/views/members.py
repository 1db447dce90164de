"""GET /staff/members: who signs in, as what; new accounts, roles, lost phones and passwords."""

from axes.utils import reset
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from frontdesk.console import audit, factor, flash
from frontdesk.console.member import Member, Role, make_password
from frontdesk.console.render import render


def show(request: HttpRequest) -> HttpResponse:
    """Return the list."""
    return _page(request)


def create(request: HttpRequest) -> HttpResponse:
    """Make an account with a password that is shown this once."""
    email = Member.objects.normalize_address(request.POST.get("email", ""))
    name, role = request.POST.get("name", "").strip()[:80], request.POST.get("role", "")
    if problem := _problem(email, name, role):
        return _page(request, problem=problem, status=422)
    password = make_password()
    member = Member.objects.enrol(email, name, Role(role), password)
    audit.explain(request, account=member.email, role=role)
    return _page(request, made=(member, password))


def set_role(request: HttpRequest, id: int) -> HttpResponse:
    """Change what a member may do; the change counts from their next request on."""
    found = _other(request, id)
    role = request.POST.get("role", "")
    if role not in Role.values:
        return _page(request, problem="That is no role.", status=422)
    before, found.role = found.role, role
    found.save(update_fields=["role"])
    audit.explain(request, account=found.email, role=f"{before} → {role}")
    undo = flash.Undo(reverse("console:member-role", kwargs={"id": id}), {"role": before})
    flash.say(request, f"{found.name} is {Role(role).label.lower()} now.", undo)
    return _back()


def set_open(request: HttpRequest, id: int) -> HttpResponse:
    """Close an account, or open it again; a closed one is signed out at once."""
    found = _other(request, id)
    found.is_active = request.POST.get("open") == "1"
    found.save(update_fields=["is_active"])
    audit.explain(request, account=found.email, open=found.is_active)
    route = reverse("console:member-open", kwargs={"id": id})
    undo = flash.Undo(route, {"open": "0" if found.is_active else "1"})
    state = "open again" if found.is_active else "closed"
    flash.say(request, f"The account of {found.name} is {state}.", undo)
    return _back()


def renew(request: HttpRequest, id: int) -> HttpResponse:
    """Give a new password, shown this once; second factor and lockout begin anew."""
    found = _other(request, id)
    password = make_password()
    found.set_password(password)
    found.save(update_fields=["password"])
    factor.forget(found)
    reset(username=found.email)
    audit.explain(request, account=found.email, renewed="password and second factor")
    return _page(request, made=(found, password))


def _other(request: HttpRequest, id: int) -> Member:
    """Return another member: nobody takes their own rights away, so an administrator always remains."""
    found = get_object_or_404(Member, id=id)
    if found.pk == request.user.pk:
        raise PermissionDenied
    return found


def _problem(email: str, name: str, role: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        return "That is no e-mail address."
    if not name:
        return "Give a name: notes and the audit show it."
    if role not in Role.values:
        return "Choose a role."
    if Member.objects.filter(email=email).exists():
        return "That address has an account already."
    return ""


def _page(
    request: HttpRequest,
    problem: str = "",
    made: tuple[Member, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    members = Member.objects.order_by("-is_active", "name")
    context = {"members": members, "roles": Role.choices, "problem": problem, "made": made}
    return render(request, "members.html", context, status)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("console:members"))
