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
from sqlalchemy.orm import Session, sessionmaker

from needlewise.dialogue.database import create_engine

DATABASE_VARIABLE = "NEEDLEWISE_TRACKER_DATABASE"

_Row = SQLTrackerStore.SQLEvent
_T = TypeVar("_T")


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
        self.sessionmaker = sessionmaker(bind=self.engine)
        self.Base.metadata.create_all(self.engine)
        TrackerStore.__init__(self, domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Add the tracker's new events, all or none. Raises LostUpdate, or what the database raises."""
        await self._run(lambda session: self._save(session, tracker))

    async def delete(self, conversation: str) -> None:
        """Erase all rows of a conversation, those set aside too."""
        await self._run(lambda session: _delete(session, conversation))
        await asyncio.to_thread(self._empty_journal)

    async def check(self) -> None:
        """Raise what the database raises unless it can be written now. Leaves nothing behind."""
        await self._run(_try_writing)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations."""
        return await self._run(
            lambda session: [id for (id,) in session.query(_Row.sender_id).distinct()]
        )

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        """Return the tracker, or None for a new conversation. Raises CorruptConversation."""

        def read(session: Session) -> list[tuple[int, str]]:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions)
            return [(row.id, row.data) for row in rows]

        rows = await self._run(read)
        if not rows:
            return None
        try:
            events = [_event(data) for _, data in rows]
            tracker = DialogueStateTracker.from_events(sender_id, events, self.domain.slots)
        except Exception:  # whatever is wrong with one conversation must stop no other
            await self._run(lambda session: _set_aside(session, sender_id))
            raise CorruptConversation(sender_id, [id for id, _ in rows]) from None
        _remember(tracker, rows[-1][0])
        return tracker

    def _event_query(
        self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> "sa.orm.Query[_Row]":
        """Return the rows of the last session, or of all, in the order in which they were written."""
        rows = session.query(_Row).filter(_Row.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            starts = rows.filter(_Row.type_name == SessionStarted.type_name)
            last = starts.with_entities(sa.func.coalesce(sa.func.max(_Row.id), 0)).scalar()
            rows = rows.filter(_Row.id >= last)
        return rows.order_by(_Row.id)

    def _save(self, session: Session, tracker: DialogueStateTracker) -> None:
        _lock(session, tracker.sender_id)
        read, last_row = getattr(tracker, "stored", (0, 0))
        if _last_row(session, tracker.sender_id) != last_row:
            raise LostUpdate(tracker.sender_id)
        new = [_row(tracker.sender_id, event) for event in list(tracker.events)[read:]]
        session.add_all(new)
        session.flush()
        _remember(tracker, new[-1].id if new else last_row)

    async def _run(self, work: Callable[[Session], _T]) -> _T:
        """Run `work` in one transaction in a thread: committed if it returns, else rolled back."""

        def transaction() -> _T:
            with self.sessionmaker.begin() as session:
                return work(session)

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


def _row(conversation: str, event: Event) -> _Row:
    data = event.as_dict()
    return _Row(
        sender_id=conversation,
        type_name=event.type_name,
        timestamp=data.get("timestamp"),
        intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
        action_name=data.get("name"),
        data=json.dumps(data, allow_nan=False),
    )


def _last_row(session: Session, conversation: str) -> int:
    last = session.query(sa.func.max(_Row.id)).filter(_Row.sender_id == conversation).scalar()
    return int(last or 0)


def _lock(session: Session, conversation: str) -> None:
    """Let one writer at a time to a conversation; SQLite has one writer in all (`database.py`)."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(conversation))))


def _set_aside(session: Session, conversation: str) -> None:
    rows = session.query(_Row).filter(_Row.sender_id == conversation)
    rows.update({_Row.sender_id: aside(conversation)}, synchronize_session=False)


def _delete(session: Session, conversation: str) -> None:
    ours = _Row.sender_id.in_([conversation, aside(conversation)])
    session.query(_Row).filter(ours).delete(synchronize_session=False)


def _try_writing(session: Session) -> None:
    session.add(_Row(sender_id=" check", type_name="check", data="{}"))
    session.flush()
    session.rollback()
