"""Full-text search over what staff may read: patients' messages, redacted, and what they were answered."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from frontdesk.conversations.models import Answer, SearchText
from frontdesk.conversations.table import Table
from frontdesk.conversations.words import phrases

_STEP = 64  # pages of the index that are merged at a time, so that no message waits long
_TEXTS = Table(SearchText)
_CLEAN, _REMOVED, _MERGING = 0, 1, 2  # of the index, kept as the SQLite file's own version


def find(text: str, in_answers: bool = False) -> QuerySet[SearchText]:
    """Return where turns have every word and quoted phrase of `text`, the newest first.

    A word of three letters or more is found by its beginning. Page by key: `.filter(turn__lt=id)`; get
    the turns of a page after that: joined to all that is found, each would be read for nothing.
    Nothing is found where `text` has no word.
    """
    asked = phrases(text)
    if not asked:
        return SearchText.objects.none()
    field = "answer" if in_answers else "message"
    found = SearchText.objects.filter(**{f"{field}__has_phrases": asked})
    return found.only("turn").order_by("-turn")


def add(turn: int, message: str, answers: Iterable[Answer]) -> None:
    """Make a turn's redacted message and its answers findable."""
    answer = "\n".join(sentence for one in answers for sentence in _sentences(json.loads(one.body)))
    _TEXTS.insert(SearchText(turn_id=turn, message=message, answer=answer))


def replace(turn: int, message: str) -> None:
    """Find a turn by another message from now on: more of it was redacted."""
    SearchText.objects.filter(turn_id=turn).update(message=message)
    note_removal()


def note_removal() -> None:
    """Note that words were removed: SQLite before 3.42 keeps them in its index until it is merged."""
    if connection.vendor == "sqlite" and connection.Database.sqlite_version_info < (3, 42):  # type: ignore[attr-defined]
        _set_state(_REMOVED)


def purge_a_little() -> bool:
    """Take some of the removed words off the disk; False if there are none, or none any more."""
    state = _state()
    if state == _REMOVED:
        _merge(-_STEP)  # below zero: begin to merge all that there is
        _set_state(_MERGING)
    elif state == _MERGING and not _merge(_STEP):
        _set_state(_CLEAN)
        return False
    return state != _CLEAN


def checkpoint() -> None:
    """Write SQLite's journal into the file, so that removed words are gone from both."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def analyse() -> None:
    """Let the database plan by what it holds now."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


def _state() -> int:
    if connection.vendor != "sqlite":
        return _CLEAN
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return int(cursor.fetchone()[0])


def _set_state(state: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {state:d}")


def _merge(pages: int) -> bool:
    """Merge a part of the index; False if there was nothing left to merge."""
    table = SearchText._meta.db_table
    with connection.cursor() as cursor:
        before = _changes(cursor)
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages])
        return _changes(cursor) - before >= 2  # 1: nothing but the order itself


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def _sentences(body: dict[str, Any]) -> Iterator[str]:
    """Yield what an answer says, without the sources and the disclaimer that every answer has."""
    claims = [claim["text"] for part in body["parts"] for claim in part["claims"]]
    yield from claims or [body["text"]]
