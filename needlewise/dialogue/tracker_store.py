"""The tracker store that `endpoints.yml` names: strict where Rasa's own guesses, loses or exits."""

import asyncio
import json
import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from needlewise.dialogue.database import create_engine

DATABASE_VARIABLE = "NEEDLEWISE_TRACKER_DATABASE"

_T = TypeVar("_T")

# Rasa's table and the statements on it, prepared once: an ORM session costs more than all they do.
_events = SQLTrackerStore.SQLEvent.__table__
_columns = _events.c
_is_of = _columns.sender_id == sa.bindparam("conversation")
_LAST_ROW = sa.select(sa.func.coalesce(sa.func.max(_columns.id), 0)).where(_is_of)
_LAST_START = _LAST_ROW.where(_columns.type_name == SessionStarted.type_name)
_ROWS = sa.select(_columns.id, _columns.data).where(_is_of).order_by(_columns.id)
_LAST_SESSION = _ROWS.where(_columns.id >= _LAST_START.scalar_subquery())
_IDS = sa.select(_columns.sender_id).distinct()
_SET_ASIDE = sa.update(_events).where(_is_of).values(sender_id=sa.bindparam("aside"))
_DELETE = sa.delete(_events).where(_is_of | (_columns.sender_id == sa.bindparam("aside")))


class StoreFailed(Exception):
    """The store cannot keep its promise for this turn; the message says why, without patient text."""


class LostUpdate(StoreFailed):
    """Somebody else wrote to the conversation since its tracker was read."""

    def __init__(self, conversation: str) -> None:
        super().__init__(
            f"Conversation {conversation} changed while this turn ran; nothing of the turn was saved. "
            "Send the message again under the same id."
        )


class CorruptConversation(StoreFailed):
    """A conversation whose rows are no events. Its rows were set aside, none was deleted."""

    def __init__(self, conversation: str, rows: list[int]) -> None:
        super().__init__(
            f"Conversation {conversation} could not be read. Its rows {rows[0]} to {rows[-1]} of the table "
            f"'events' are kept under the sender_id '{aside(conversation)}'; its next message begins anew."
        )


def aside(conversation: str) -> str:
    """Return the name under which a corrupt conversation is kept; no conversation's id has a blank."""
    return f"{conversation} set aside"


class StrictTrackerStore(SQLTrackerStore):
    """Rasa's SQL store (the same table), but whatever fails is raised, and events go by their id.

    A tracker remembers up to which row it was read: a save on top of newer rows is a LostUpdate.
    The database works in threads of its own, so that a slow one does not stop other conversations.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        db: str = "var/rasa.db",
        **kwargs: Any,
    ) -> None:
        """`host`: an SQLAlchemy URL; the environment's goes first, then SQLite in the file `db`.

        Raises sqlalchemy.exc.OperationalError where the database cannot be reached or written.
        """
        self.engine = create_engine(os.environ.get(DATABASE_VARIABLE) or host or f"sqlite:///{db}")
        self.Base.metadata.create_all(self.engine)
        TrackerStore.__init__(self, domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the tracker's new events, all or none. Raises LostUpdate, or what the database raises."""
        await self._run(lambda connection: _save(connection, tracker))

    async def delete(self, conversation: str) -> None:
        """Erase all rows of a conversation, those set aside too."""
        await self._run(lambda connection: connection.execute(_DELETE, _places(conversation)))
        await asyncio.to_thread(self._empty_journal)

    async def check(self) -> None:
        """Raise what the database raises unless it can be written now. Leaves nothing behind."""
        await self._run(_try_writing)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations."""
        return await self._run(lambda connection: list(connection.execute(_IDS).scalars()))

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        """Return the tracker, or None for a new conversation. Raises CorruptConversation."""

        chosen = _ROWS if fetch_events_from_all_sessions else _LAST_SESSION
        rows = await self._run(
            lambda connection: connection.execute(chosen, {"conversation": sender_id}).all()
        )
        if not rows:
            return None
        try:
            events = [_event(data) for _, data in rows]
            tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        except Exception:  # whatever is wrong with one conversation must stop no other
            await self._run(lambda connection: connection.execute(_SET_ASIDE, _places(sender_id)))
            raise CorruptConversation(sender_id, [id for id, _ in rows]) from None
        _remember(tracker, rows[-1][0])
        return tracker

    async def _run(self, work: Callable[[Connection], _T]) -> _T:
        """Run `work` in one transaction in a thread: committed if it returns, else rolled back."""

        def transaction() -> _T:
            with self.engine.begin() as connection:
                return work(connection)

        return await asyncio.to_thread(transaction)

    def _empty_journal(self) -> None:
        """Write SQLite's journal into the file, so that erased rows are gone from both."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remember(tracker: DialogueStateTracker, last_row: int) -> None:
    tracker.stored = (len(tracker.events), last_row)


def _event(data: str) -> Event:
    (event,) = deserialise_events([json.loads(data)])
    return event


def _save(connection: Connection, tracker: DialogueStateTracker) -> None:
    conversation = tracker.sender_id
    _lock(connection, conversation)
    read, last_row = getattr(tracker, "stored", (0, 0))
    if _last_row(connection, conversation) != last_row:
        raise LostUpdate(conversation)
    new = [_row(conversation, event) for event in list(tracker.events)[read:]]
    if new:
        connection.execute(sa.insert(_events), new)
        _remember(tracker, _last_row(connection, conversation))


def _row(conversation: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": conversation,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data, allow_nan=False),
    }


def _last_row(connection: Connection, conversation: str) -> int:
    return int(connection.execute(_LAST_ROW, {"conversation": conversation}).scalar_one())


def _lock(connection: Connection, conversation: str) -> None:
    """Let one writer at a time to a conversation; SQLite has one writer in all (`database.py`)."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(conversation))))


def _places(conversation: str) -> dict[str, str]:
    return {"conversation": conversation, "aside": aside(conversation)}


def _try_writing(connection: Connection) -> None:
    attempt = connection.begin_nested()
    connection.execute(
        sa.insert(_events), {"sender_id": " check", "type_name": "check", "data": "{}"}
    )
    attempt.rollback()
