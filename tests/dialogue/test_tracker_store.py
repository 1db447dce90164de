"""The tracker store, on SQLite and PostgreSQL for real."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import TrackerStore, check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import read_endpoint_config
from small_assistant import STORE
from sqlalchemy.orm import Session

from needlewise.dialogue.tracker_store import (
    DATABASE_VARIABLE,
    CorruptConversation,
    LostUpdate,
    StrictTrackerStore,
    aside,
)

DOMAIN = Domain.from_yaml(
    'version: "3.1"\nslots: {topic: {type: text, mappings: [{type: custom}]}}'
)


POSTGRESQL = os.environ.get("NEEDLEWISE_TEST_POSTGRESQL")  # `make test` starts one


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"])
def store(request: pytest.FixtureRequest, database: Path) -> Iterator[StrictTrackerStore]:
    """An empty store."""
    if request.param == "sqlite":
        yield StrictTrackerStore(DOMAIN, db=str(database))
        return
    store = StrictTrackerStore(DOMAIN, host=POSTGRESQL)
    yield store
    StrictTrackerStore.Base.metadata.drop_all(store.engine)
    store.engine.dispose()


async def begin(store: StrictTrackerStore, conversation: str = "alice") -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    tracker.update(SessionStarted())
    return tracker


def change_rows(store: StrictTrackerStore, **values: object) -> None:
    row = StrictTrackerStore.SQLEvent
    with Session(store.engine) as session, session.begin():
        last = session.query(sa.func.max(row.id)).filter(row.sender_id == "alice").scalar()
        session.query(row).filter(row.id == last).update(values)


def rows(store: StrictTrackerStore, conversation: str) -> int:
    row = StrictTrackerStore.SQLEvent
    with Session(store.engine) as session:
        return session.query(row).filter(row.sender_id == conversation).count()


async def test_store_gives_back_what_was_saved(store: StrictTrackerStore) -> None:
    tracker = await begin(store)
    tracker.update_with_events(
        [UserUttered("Hi"), BotUttered("Hello \U0001f600"), SlotSet("topic", "x")], DOMAIN
    )
    await store.save(tracker)
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)

    found = await store.retrieve("alice")

    assert found is not None
    assert list(found.events) == list(tracker.events)
    assert found.get_slot("topic") == "x"
    assert await store.retrieve("bob") is None


async def test_only_the_last_session_is_read_and_all_are_kept(store: StrictTrackerStore) -> None:
    tracker = await begin(store)
    tracker.update(UserUttered("first"))
    await store.save(tracker)
    tracker.update_with_events([SessionStarted(), UserUttered("second")], DOMAIN)
    await store.save(tracker)

    session = await store.retrieve("alice")
    full = await store.retrieve_full_tracker("alice")

    assert [event.text for event in session.events if isinstance(event, UserUttered)] == ["second"]
    assert [event.text for event in full.events if isinstance(event, UserUttered)] == [
        "first",
        "second",
    ]


async def test_clock_that_steps_back_hides_nothing(store: StrictTrackerStore) -> None:
    tracker = await begin(store)
    tracker.update(UserUttered("before", timestamp=2e9))
    tracker.update(BotUttered("after", timestamp=1.0))
    await store.save(tracker)

    found = await store.retrieve("alice")

    assert [event.timestamp for event in found.events][1:] == [2e9, 1.0]


async def test_second_writer_is_told_of_the_first(store: StrictTrackerStore) -> None:
    await store.save(await begin(store))
    one, other = await store.retrieve("alice"), await store.retrieve("alice")
    one.update(UserUttered("one"))
    other.update(UserUttered("other"))
    await store.save(one)

    with pytest.raises(LostUpdate, match="same id"):
        await store.save(other)

    found = await store.retrieve("alice")
    assert [event.text for event in found.events if isinstance(event, UserUttered)] == ["one"]


async def test_of_two_processes_at_once_one_wins(store: StrictTrackerStore) -> None:
    await store.save(await begin(store))
    stores = [store, StrictTrackerStore(DOMAIN, host=str(store.engine.url))]
    trackers = [await each.retrieve("alice") for each in stores]
    for tracker in trackers:
        tracker.update(UserUttered("mine"))

    outcomes = await asyncio.gather(
        *(each.save(tracker) for each, tracker in zip(stores, trackers, strict=True)),
        return_exceptions=True,
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["LostUpdate", "NoneType"]


async def test_first_messages_at_once_are_told_apart(store: StrictTrackerStore) -> None:
    one, other = await begin(store), await begin(store)
    await store.save(one)

    with pytest.raises(LostUpdate):
        await store.save(other)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "null",
        "[]",
        '{"event": "unheard of"}',
        '{"event": "user"}',
        '{"no": "event"}',
        "\x01",
        '{"event": 7}',
    ],
)
async def test_corrupt_conversation_is_set_aside_whole(
    store: StrictTrackerStore, data: str
) -> None:
    tracker = await begin(store)
    tracker.update(UserUttered("Hi"))
    await store.save(tracker)
    await store.save(await begin(store, "bob"))
    change_rows(store, data=data)

    with pytest.raises(CorruptConversation, match="alice set aside"):
        await store.retrieve("alice")

    assert rows(store, aside("alice")) == 2
    assert await store.retrieve("alice") is None  # so that the patient can go on
    assert await store.retrieve("bob") is not None


async def test_deletion_takes_what_was_set_aside(store: StrictTrackerStore) -> None:
    await store.save(await begin(store))
    change_rows(store, data="{")
    with pytest.raises(CorruptConversation):
        await store.retrieve("alice")
    await store.save(await begin(store))

    await store.delete("alice")

    assert list(await store.keys()) == []


async def test_not_a_number_is_refused_before_it_is_stored(store: StrictTrackerStore) -> None:
    tracker = await begin(store)
    tracker.update(SlotSet("topic", float("nan")))

    with pytest.raises(ValueError, match="JSON"):
        await store.save(tracker)

    assert rows(store, "alice") == 0


async def test_failure_of_the_database_is_raised(store: StrictTrackerStore) -> None:
    tracker = await begin(store)
    tracker.update(UserUttered("a patient's words"))
    StrictTrackerStore.Base.metadata.drop_all(store.engine)

    with pytest.raises(sa.exc.DatabaseError) as raised:
        await store.save(tracker)
    with pytest.raises(sa.exc.DatabaseError):
        await store.retrieve("alice")
    with pytest.raises(sa.exc.DatabaseError):
        await store.check()

    assert "a patient's words" not in str(raised.value)


def test_store_that_cannot_be_opened_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "rasa.db").mkdir()

    with pytest.raises(sa.exc.OperationalError):
        StrictTrackerStore(DOMAIN, db=str(tmp_path / "rasa.db"))


def test_database_of_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, f"sqlite:///{tmp_path / 'other.db'}")

    StrictTrackerStore(DOMAIN, db=str(tmp_path / "rasa.db"))

    assert [path.name for path in tmp_path.glob("*.db")] == ["other.db"]


def test_rasa_makes_the_store_that_endpoints_names(
    monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, f"sqlite:///{database}")
    endpoint = read_endpoint_config("endpoints.yml", "tracker_store")

    store = TrackerStore.create(endpoint)

    assert endpoint.type == STORE
    assert isinstance(store, StrictTrackerStore)
    assert check_if_tracker_store_async(store)
