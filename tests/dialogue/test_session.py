"""Sessions: ten turns, ended only where nothing is open, and the slots that matter go on."""

import pytest
from rasa.shared.core.events import SessionStarted
from small_assistant import ActionServer, Desk, says

from needlewise.dialogue.session import TURNS


async def ask_many(desk: Desk, count: int, begin: int = 0) -> None:
    for number in range(begin, begin + count):
        await desk.ask("hello", f"m{number}")


async def sessions(desk: Desk) -> int:
    tracker = await desk.store.retrieve_full_tracker("alice")
    return sum(isinstance(event, SessionStarted) for event in tracker.events)


async def test_session_ends_after_its_turns(desk: Desk) -> None:
    await ask_many(desk, TURNS)
    assert await sessions(desk) == 1

    await ask_many(desk, 1, TURNS)

    assert await sessions(desk) == 2
    await ask_many(desk, TURNS - 1, TURNS + 1)
    assert await sessions(desk) == 2


async def test_slot_that_matters_goes_on(desk: Desk, actions: ActionServer) -> None:
    await desk.ask("spine of sciatica", "first")
    await ask_many(desk, TURNS)

    await desk.ask("does it hurt", "last")

    assert await sessions(desk) == 2
    assert actions.calls[-1]["tracker"]["slots"]["condition"] == "sciatica"


async def test_message_is_not_run_again_when_its_session_is_full(desk: Desk) -> None:
    await ask_many(desk, TURNS)
    last = await desk.ask("hello", f"m{TURNS - 1}")

    assert len(last["messages"]) == 1
    assert await sessions(desk) == 1


async def test_session_with_an_open_form_goes_on(desk: Desk) -> None:
    await ask_many(desk, TURNS - 1)
    await desk.ask("a person", "form")
    await desk.ask("hello", "beside")
    assert await sessions(desk) == 1


async def test_session_with_an_open_clarification_goes_on(
    desk: Desk, actions: ActionServer
) -> None:
    asks = says("Which one?")(None)[1]
    actions.replies["action_answer_question"] = lambda call: (
        200,
        {**asks, "events": [{"event": "slot", "name": "asked_to_clarify", "value": True}]},
    )
    await ask_many(desk, TURNS - 1)
    await desk.ask("does it hurt", "unclear")

    await desk.ask("hello", "next")

    assert await sessions(desk) == 1


async def test_desk_can_begin_a_new_session(desk: Desk) -> None:
    await desk.ask("a person", "form")

    await desk.ask("hello", "m1", metadata={"new_session": True})

    tracker = await desk.store.retrieve("alice")
    assert await sessions(desk) == 2
    assert tracker.active_loop_name is None


async def test_session_after_the_desks_own_red_flag_knows_of_it(desk: Desk) -> None:
    await desk.ask("does it hurt", "m1")

    await desk.ask("hello", "m2", metadata={"new_session": True})

    tracker = await desk.store.retrieve("alice")
    assert tracker.get_slot("topic") == "red_flag"


async def test_session_does_not_begin_without_its_action(desk: Desk, actions: ActionServer) -> None:
    await ask_many(desk, TURNS)
    actions.replies["action_session_start"] = lambda call: (500, {})
    turn = {"conversation": "alice", "message_id": "next", "text": "hello"}

    assert (await desk.post(turn))[0] == 503

    assert await sessions(desk) == 1


@pytest.mark.parametrize("turns", [30])
async def test_tracker_stays_short(desk: Desk, actions: ActionServer, turns: int) -> None:
    for number in range(turns):
        await desk.ask("does it hurt", f"m{number}")

    assert max(len(call["tracker"]["events"]) for call in actions.calls) < 100
