"""Every route of the console for every role: who gets in, and what the audit says of it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from staff import Staff, enrol

from frontdesk.console.access import Permission
from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Role
from frontdesk.console.page import Page
from frontdesk.console.urls import urlpatterns

SAMPLES = {
    "int": "1",
    "uuid": "7f1f1c52-0000-4000-8000-000000000000",
    "path": "a/b",
    "slug": "a",
    "str": "a",
}
KINDS = {
    "IntConverter": "int",
    "UUIDConverter": "uuid",
    "PathConverter": "path",
    "SlugConverter": "slug",
}


def _routes() -> Iterator[tuple[str, Page, str]]:
    """Yield each route's name, page and an address of it."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        page = pattern.callback.page  # type: ignore[attr-defined]
        converters = pattern.pattern.converters
        kwargs = {
            name: SAMPLES[KINDS.get(type(one).__name__, "str")] for name, one in converters.items()
        }
        yield str(pattern.name), page, reverse(f"console:{pattern.name}", kwargs=kwargs)


ROUTES = [pytest.param(page, address, id=name) for name, page, address in _routes()]
GUARDED = [
    pytest.param(page, address, id=name)
    for name, page, address in _routes()
    if page.permission.needs_factor
]


def _ask(client: Client, page: Page, address: str) -> int:
    method = page.methods[0].lower()
    return int(getattr(client, method)(address).status_code)


def test_every_route_declares_a_permission_and_has_a_name() -> None:
    names = [name for name, page, _ in _routes() if isinstance(page.permission, Permission)]
    assert len(names) == len(set(names)) == len(urlpatterns)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("page", "address"), GUARDED)
def test_role_opens_what_it_may(
    staff: Callable[[Role], Staff], page: Page, address: str, role: Role
) -> None:
    least = page.permission.least
    assert least
    status = _ask(staff(role), page, address)
    assert (status == 403) is not role.includes(least)
    assert status < 500


@pytest.mark.parametrize(("page", "address"), GUARDED)
def test_stranger_is_led_to_the_door(audit_emptied: None, page: Page, address: str) -> None:
    assert _ask(Client(), page, address) == 302
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize(("page", "address"), GUARDED)
def test_password_alone_opens_nothing(audit_emptied: None, page: Page, address: str) -> None:
    half = Staff(enrol(Role.ADMINISTRATOR), verified=False)
    method = page.methods[0].lower()
    response = getattr(half, method)(address)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("console:second-factor"))


@pytest.mark.parametrize(("page", "address"), GUARDED)
def test_every_request_of_a_member_has_its_audit_row(
    staff: Callable[[Role], Staff], page: Page, address: str
) -> None:
    member = staff(Role.ADMINISTRATOR)
    status = _ask(member, page, address + "?q=sciatica")
    row = AuditRow.objects.get()
    assert (row.email, row.status) == (member.member.email, status)
    assert row.path == address
    assert row.action == ("read" if page.methods[0] == "GET" else "edit")


@pytest.mark.parametrize(("page", "address"), ROUTES)
def test_form_of_another_site_is_refused(audit_emptied: None, page: Page, address: str) -> None:
    if "POST" not in page.methods:
        return
    browser = Staff(enrol(Role.ADMINISTRATOR))
    browser.handler.enforce_csrf_checks = True
    assert browser.post(address).status_code == 403
