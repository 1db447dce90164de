"""Paging by key: the last page costs what the first one does."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

from frontdesk.console.field import row_id

SIZE = 50


@dataclass(frozen=True)
class Rows:
    """One page of rows, newest first, and the queries of the pages before and after it, None if none."""

    rows: list[Any]
    newer: str | None
    older: str | None

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(
    found: QuerySet[Any],
    request: HttpRequest,
    key: str = "id",
    size: int = SIZE,
    stretch: int = 0,
) -> Rows:
    """Return the page that `?before=<key>` or `?after=<key>` of the address asks for.

    `key` is a unique, indexed whole number that grows with time. `stretch`: how many keys from the page's
    beginning are looked through first; if they have a page's rows, no index of what is found is read.
    """
    before, after = (row_id(request.GET.get(name, "")) for name in ("before", "after"))
    if after is not None:
        found = found.filter(**{f"{key}__gt": after}).order_by(key)
        rows = _first(found, {f"{key}__lte": after + stretch} if stretch else None, size + 1)
        more, rows = len(rows) > size, rows[:size][::-1]
        return _rows(request, rows, key, newer=more, older=True)
    if before is not None:
        found = found.filter(**{f"{key}__lt": before})
    found = found.order_by(f"-{key}")
    near = {f"{key}__gte": _top(found, key, before) - stretch} if stretch else None
    rows = _first(found, near, size + 1)
    return _rows(request, rows[:size], key, newer=before is not None, older=len(rows) > size)


def _first(found: QuerySet[Any], near: dict[str, int] | None, number: int) -> list[Any]:
    """Return the first rows of `found`, of those that are `near` if they are enough."""
    rows = list(found.filter(**near)[:number]) if near else []
    return rows if len(rows) == number else list(found[:number])


def _top(found: QuerySet[Any], key: str, before: int | None) -> int:
    """Return the key that a page begins at: of all rows the newest, where the address has none."""
    if before is not None:
        return before
    newest = found.model.objects.order_by(f"-{key}").values_list(key, flat=True).first()
    return int(newest or 0)


def _rows(request: HttpRequest, rows: list[Any], key: str, newer: bool, older: bool) -> Rows:
    def query(name: str, row: Any) -> str:
        kept = {k: v for k, v in request.GET.items() if k not in ("before", "after")}
        return f"?{urlencode({**kept, name: getattr(row, key)})}"

    return Rows(
        rows,
        newer=query("after", rows[0]) if newer and rows else None,
        older=query("before", rows[-1]) if older and rows else None,
    )
