"""The audit: nothing in it changes, whoever tries, and it can be read from end to end."""

import re
from collections.abc import Callable

import pytest
from django.db import Error, connection, transaction
from django.urls import reverse
from staff import Staff

from frontdesk.console.audit import AuditRow
from frontdesk.console.member import Role

AUDIT = reverse("console:audit")


@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET email = 'nobody'", "DELETE FROM {}", "DELETE FROM {} WHERE id > 0"]
)
def test_database_itself_refuses_to_change_a_row(
    staff: Callable[[Role], Staff], statement: str
) -> None:
    staff(Role.VIEWER).get(reverse("console:home"))
    with (
        pytest.raises(Error, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(AuditRow._meta.db_table))
    assert AuditRow.objects.get().email == "viewer@clinic.example"


def test_page_that_cannot_be_audited_is_not_shown(
    staff: Callable[[Role], Staff], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise Error("disk full")

    monkeypatch.setattr("frontdesk.console.audit.write", broken)
    response = staff(Role.VIEWER).get(reverse("console:home"))
    assert response.status_code == 500
    assert b"disk full" not in response.content


def test_rows_are_filtered_and_paged_to_the_end(staff: Callable[[Role], Staff]) -> None:
    administrator, viewer = staff(Role.ADMINISTRATOR), staff(Role.VIEWER)
    for _ in range(120):
        AuditRow.objects.create(
            at=viewer.member.joined_at, member=viewer.member.pk, email=viewer.member.email,
            role="viewer", action="read", route="inbox", subject="", path="/staff/inbox", status=200,
        )  # fmt: skip
    seen, query = 0, "?email=viewer@clinic.example"
    while query:
        page = administrator.get(AUDIT + query).content.decode()
        seen += page.count("<td>viewer@clinic.example")
        older = re.search(r'rel="next" href="([^"]+)"', page)
        query = older[1].replace("&amp;", "&") if older else ""
    assert seen == 120


def test_nul_is_refused(staff: Callable[[Role], Staff]) -> None:
    assert staff(Role.ADMINISTRATOR).get(f"{AUDIT}?email=%00").status_code == 400


@pytest.mark.parametrize(
    "query", ["?before=x", "?before=-1", "?after=99999999999999999999", "?email=%F0%28"]
)
def test_odd_addresses_are_pages_too(staff: Callable[[Role], Staff], query: str) -> None:
    assert staff(Role.ADMINISTRATOR).get(AUDIT + query).status_code == 200
