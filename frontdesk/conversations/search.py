"""Full-text search over what staff may read: patients' messages, redacted, and what they were answered."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from frontdesk.conversations.models import Answer, SearchText, Turn
from frontdesk.conversations.words import phrases

_STEP = 64  # pages of the index that are tidied at a time, so that no message waits long


def find(text: str, in_answers: bool = False) -> QuerySet[Turn]:
    """Return the turns with every word and quoted phrase of `text`, the newest first.

    A word of three letters or more is found by its beginning. Page by key: `.filter(search_text__lt=id)`.
    Nothing is found where `text` has no word.
    """
    asked = phrases(text)
    if not asked:
        return Turn.objects.none()
    field = "answer" if in_answers else "message"
    found = Turn.objects.filter(**{f"search_text__{field}__has_phrases": asked})
    return found.order_by("-search_text")


def add(turn: int, message: str, answers: Iterable[Answer]) -> None:
    """Make a turn's redacted message and its answers findable."""
    answer = "\n".join(sentence for one in answers for sentence in _sentences(json.loads(one.body)))
    SearchText(turn_id=turn, message=message, answer=answer).save(force_insert=True)


def replace(turn: int, message: str) -> None:
    """Find a turn by another message from now on: more of it was redacted."""
    SearchText.objects.filter(turn_id=turn).update(message=message)


def tidy() -> None:
    """Take the words of deleted turns off SQLite's disk, and let the database plan by what it has now."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _purge()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA analysis_limit=1000")
        cursor.execute("ANALYZE")


def _purge() -> None:
    """Merge the index, in which SQLite before 3.42 marks words as deleted and keeps them."""
    if connection.Database.sqlite_version_info >= (3, 42):  # type: ignore[attr-defined]
        return
    pages = -_STEP  # below zero: begin to merge all that there is
    while _merge(pages):
        pages = _STEP


def _merge(pages: int) -> bool:
    """Merge a part of the index in a transaction of its own; False if there was nothing left to merge."""
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
