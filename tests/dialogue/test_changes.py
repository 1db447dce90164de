"""Every change of Rasa's behaviour, against Rasa's own functions."""

import logging
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rasa
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.telemetry import is_telemetry_enabled
from rasa.utils.endpoints import ClientResponseError
from small_assistant import MODEL_KEY, ActionServer, Desk, serve

from needlewise.dialogue import changes
from needlewise.dialogue.manifest import ManifestError
from needlewise.dialogue.tracker_store import StrictTrackerStore

# As Rasa is without us: conftest applies nothing, so these are its own unless a test served before.
STOCK_VALIDATE = next(f for f in changes.SOURCES if f.__name__ == "_validate_action_result")
SECRET_WORDS = "my neighbour Zebedee hit me"


@pytest.fixture(autouse=True)
def _applied() -> None:
    changes.apply(MODEL_KEY.encode())


def test_version_and_sources_are_those_that_were_read() -> None:
    changes.check_version()


def test_other_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa, "__version__", "3.6.20")

    with pytest.raises(changes.UnknownRasa, match="make setup"):
        changes.check_version()


def test_other_source_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(changes.SOURCES, MessageProcessor._run_prediction_loop, "0" * 16)

    with pytest.raises(changes.UnknownRasa, match="_run_prediction_loop"):
        changes.check_version()


def test_applying_twice_changes_nothing() -> None:
    before = MessageProcessor._run_action

    changes.apply(MODEL_KEY.encode())

    assert MessageProcessor._run_action is before


def test_telemetry_is_off() -> None:
    assert not is_telemetry_enabled()


def test_agent_uses_our_store_and_no_wrapper(database: Path) -> None:
    store = StrictTrackerStore(Domain.empty(), db=str(database))

    assert Agent(Domain.empty(), tracker_store=store).tracker_store is store


@pytest.mark.parametrize("store", [None, InMemoryTrackerStore(Domain.empty())])
def test_agent_with_another_store_is_refused(store: Any) -> None:
    with pytest.raises(changes.WrongStore, match=r"endpoints\.yml"):
        Agent(Domain.empty(), tracker_store=store)


RESULTS: list[Any] = [
    {"events": [], "responses": []},
    {},
    {"events": None},
    {"responses": [7]},
    {"events": [{}]},
    {"events": [{"event": "slot", "name": "topic", "value": None, "timestamp": None}]},
    {"events": [{"event": "slot", "name": "topic"}]},
    {"events": [{"event": "slot", "name": 7, "value": 1}]},
    {"events": [{"event": "session_started"}, {"event": "action", "name": "action_listen"}]},
    {"events": [{"event": "action", "name": 7}]},
    {"events": [{"event": "unheard of"}]},
    {"events": [{"event": "bot", "text": 7}]},
    {"events": [{"event": "form", "name": None}]},
    {"events": [{"event": "user", "text": "x", "parse_data": {"entities": [{}]}}]},
    {"events": [{"event": "slot", "name": "a", "value": 1, "timestamp": "now"}]},
    [],
    None,
    "events",
]


def rejection(validate: Any, result: Any) -> str | None:
    try:
        validate(RemoteAction("action_x", None), result)
    except jsonschema.ValidationError as error:
        return error.message.split(". Failed to validate")[0]
    return None


@pytest.mark.parametrize("result", RESULTS, ids=repr)
def test_reply_is_rejected_exactly_where_rasa_rejects_it(result: Any) -> None:
    assert rejection(RemoteAction._validate_action_result, result) == rejection(
        STOCK_VALIDATE, result
    )


EVENTS = st.fixed_dictionaries(
    {"event": st.sampled_from(["slot", "bot", "action", "user", "form", "restart", "nonsense"])},
    optional={
        "name": st.none() | st.text(max_size=3) | st.integers(),
        "value": st.none() | st.integers(),
        "text": st.none() | st.text(max_size=3) | st.integers(),
        "timestamp": st.none() | st.floats(allow_nan=False) | st.text(max_size=3),
    },
)


@settings(deadline=None)
@given(st.fixed_dictionaries({"events": st.lists(EVENTS, max_size=2)}))
def test_made_up_reply_is_rejected_exactly_where_rasa_rejects_it(result: Any) -> None:
    stock = rejection(STOCK_VALIDATE, result)

    assert (rejection(RemoteAction._validate_action_result, result) is None) == (stock is None)


def test_error_of_the_action_server_does_not_show_the_conversation() -> None:
    error = ClientResponseError(500, "Internal Server Error", SECRET_WORDS)

    assert (str(error), error.text) == ("500, Internal Server Error", SECRET_WORDS)


async def test_words_of_a_patient_stay_out_of_logs(
    desk: Desk, actions: ActionServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    actions.replies["action_answer_question"] = lambda call: (
        500,
        {"request_body": call, "error": SECRET_WORDS},
    )

    status, body = await desk.post(
        {"conversation": "alice", "message_id": "m1", "text": f"does it hurt, {SECRET_WORDS}"}
    )

    assert status == 503
    assert "Zebedee" not in caplog.text + str(body)
    assert "action_answer_question" in caplog.text


async def test_damaged_model_stops_the_start(
    model: Path, actions: ActionServer, database: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / model.name
    damaged.write_bytes(model.read_bytes()[:-100])
    (tmp_path / "manifest.json").write_bytes((model.parent / "manifest.json").read_bytes())

    with pytest.raises(ManifestError):
        MessageProcessor._load_model(damaged)
    with pytest.raises(RuntimeError, match="no model"):
        async with serve(damaged, actions.url, database):
            pass
