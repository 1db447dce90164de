"""The channel: what it answers, what it runs once, what it admits to have failed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from small_assistant import SECRET, ActionServer, Call, Desk, says, serve, until

from needlewise.answer.answer import Answer
from needlewise.answer.identity import answer_id
from needlewise.dialogue import channel as channel_module
from needlewise.dialogue.channel import FrontDesk, MissingSecret
from needlewise.dialogue.conversation import Conversations
from needlewise.dialogue.turn import Turn

TURN = {"conversation": "alice", "message_id": "m1", "text": "does it hurt"}


async def test_action_s_answer_is_completed(desk: Desk, actions: ActionServer) -> None:
    effect = {"id": "e1", "kind": "callback"}
    actions.replies["action_answer_question"] = says("No.", effects=[effect])

    reply = await desk.ask("does it hurt", "m1")

    (message,) = reply["messages"]
    assert (message["text"], message["id"]) == ("No.", answer_id("alice", "m1", 0))
    assert message["model_version"] == reply["model_version"] == "small"
    assert reply["effects"] == [effect]
    assert reply["nlu"]["ranking"][0] == {"name": "does_it_hurt", "confidence": 1.0}


async def test_response_of_the_domain_becomes_a_whole_answer(desk: Desk) -> None:
    (message,) = (await desk.ask("hello", "m1"))["messages"]

    assert message.keys() == Answer(kind="small_talk").to_dict().keys()
    assert (message["kind"], message["topics"], message["text"]) == (
        "small_talk",
        ["greet"],
        "Hello.",
    )
    assert message["disclaimer"] is None
    assert message["content_version"]


async def test_response_that_is_no_small_talk_carries_the_disclaimer(desk: Desk) -> None:
    message = (await desk.ask("a person", "m1"))["messages"][0]

    assert message["topics"] == ["handoff"]
    assert message["disclaimer"]
    assert message["text"].endswith(message["disclaimer"])


async def test_messages_of_a_turn_keep_their_order_and_get_ids_of_their_own(desk: Desk) -> None:
    messages = (await desk.ask("both", "m1"))["messages"]

    assert [message["kind"] for message in messages] == ["answer", "small_talk"]
    assert [message["id"] for message in messages] == [answer_id("alice", "m1", n) for n in (0, 1)]


async def test_topic_of_a_button_is_its_intent(desk: Desk, actions: ActionServer) -> None:
    reply = await desk.choose("does_it_hurt", "m1")

    assert reply["nlu"]["ranking"] == [{"name": "does_it_hurt", "confidence": 1.0}]
    assert actions.calls[-1]["tracker"]["latest_message"]["text"] == "/does_it_hurt"


@pytest.mark.parametrize(
    "text", ["/does_it_hurt", "  /does_it_hurt", "\n/ /does_it_hurt", "\u200b/does_it_hurt"]
)
async def test_typed_command_is_text(desk: Desk, actions: ActionServer, text: str) -> None:
    status, _ = await desk.post({**TURN, "text": text})

    assert (
        status == 500
    )  # the small assistant understands single words only, so it has nothing to say
    assert actions.count("action_answer_question") == 0


async def test_what_was_told_last_goes_down_with_the_message(
    desk: Desk, actions: ActionServer
) -> None:
    await desk.ask("does it hurt", "m1", metadata={"new_session": True})
    assert actions.calls[-1]["tracker"]["latest_message"]["metadata"]["topic"] == "red_flag"


async def test_gate_s_verdict_goes_down_with_the_message(desk: Desk, actions: ActionServer) -> None:
    await desk.ask(
        "my back: I can't feel my groin and I have lost control of my bladder, hurt", "m1"
    )
    flagged = actions.calls[-1]["tracker"]["latest_message"]["metadata"]["red_flag"]
    await desk.ask("does it hurt", "m2")

    assert flagged == {"group": "cauda_equina"}
    assert actions.calls[-1]["tracker"]["latest_message"]["metadata"]["red_flag"] is None


async def test_same_message_is_answered_alike_and_runs_once(
    desk: Desk, actions: ActionServer
) -> None:
    first = await desk.ask("does it hurt", "m1")
    actions.replies["action_answer_question"] = says("Something else.")

    assert await desk.ask("does it hurt", "m1") == first
    assert actions.count("action_answer_question") == 1


async def test_same_message_at_the_same_time_runs_once(desk: Desk, actions: ActionServer) -> None:
    actions.delays["alice"] = 0.2

    replies = await asyncio.gather(*(desk.ask("does it hurt", "m1") for _ in range(5)))

    assert all(reply == replies[0] for reply in replies)
    assert actions.count("action_answer_question") == 1


async def test_messages_of_a_conversation_run_in_order(
    desk: Desk, actions: ActionServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.held["alice"] = asyncio.Event()
    arrived, asked, take = [], [], Conversations.take

    async def arrive(conversations: Conversations, turn: Turn) -> Any:
        arrived.append(turn.message_id)
        return await take(conversations, turn)

    monkeypatch.setattr(Conversations, "take", arrive)
    ids = [f"m{n}" for n in range(5)]
    for n, id in enumerate(ids):
        asked.append(asyncio.create_task(desk.ask("does it hurt", id)))
        await until(lambda n=n: len(arrived) > n)
    actions.held["alice"].set()

    await asyncio.gather(*asked)

    ran = [call for call in actions.calls if call["next_action"] == "action_answer_question"]
    assert [call["tracker"]["latest_message"]["message_id"] for call in ran] == arrived == ids


async def test_slow_conversation_holds_up_no_other(desk: Desk, actions: ActionServer) -> None:
    actions.held["alice"] = asyncio.Event()
    slow = asyncio.create_task(desk.ask("does it hurt", "m1", "alice"))
    await until(lambda: actions.calls)

    await desk.ask("does it hurt", "m1", "bob")

    assert not slow.done()
    actions.held["alice"].set()
    await slow


async def test_caller_who_goes_away_finds_the_answer_later(
    desk: Desk, actions: ActionServer
) -> None:
    actions.held["alice"] = asyncio.Event()
    impatient = asyncio.create_task(desk.ask("does it hurt", "m1"))
    await until(lambda: actions.calls)
    impatient.cancel()
    await asyncio.wait([impatient])
    actions.held["alice"].set()

    await desk.ask("does it hurt", "m1")

    assert actions.count("action_answer_question") == 1


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        ("silence", 500, "failed"),  # an action that says nothing
        ("bare", 500, "failed"),  # a response that nobody could show
        ("xyzzy", 500, "failed"),  # nothing predicted
        ("round", 500, "failed"),  # an endless turn
    ],
)
async def test_turn_without_a_message_is_no_success(
    desk: Desk, actions: ActionServer, text: str, status: int, code: str
) -> None:
    actions.replies["action_silent"] = lambda call: (200, {"events": [], "responses": []})
    actions.replies["action_round"] = lambda call: (
        200,
        {"events": [{"event": "followup", "name": "action_round"}], "responses": []},
    )

    answered, body = await desk.post({**TURN, "text": text})

    assert (answered, body["error"]["code"]) == (status, code)
    assert await desk.store.retrieve("alice") is None


def crashes(call: Call) -> tuple[int, dict]:
    return 500, {"error": "bang", "request_body": call}


@pytest.mark.parametrize(
    "reply",
    [
        crashes,
        lambda call: (404, {"error": "no such action", "action_name": call["next_action"]}),
        lambda call: (200, {"events": [{"event": "slot"}], "responses": []}),
        lambda call: (200, {"events": "none"}),
        lambda call: (400, {"error": "rejected without the action's name"}),
    ],
    ids=["crash", "unknown action", "incomplete event", "no events", "odd rejection"],
)
async def test_failed_action_fails_the_turn(desk: Desk, actions: ActionServer, reply) -> None:
    actions.replies["action_answer_question"] = reply

    status, body = await desk.post({**TURN, "text": "both"})  # a greeting would follow the answer

    assert (status, body["error"]["code"]) == (503, "action_failed")
    assert await desk.store.retrieve("alice") is None


async def test_turn_succeeds_once_the_action_works_again(desk: Desk, actions: ActionServer) -> None:
    actions.replies["action_answer_question"] = crashes
    assert (await desk.post(TURN))[0] == 503
    actions.replies["action_answer_question"] = says("No.")

    assert (await desk.ask("does it hurt", "m1"))["messages"][0]["text"] == "No."


async def test_unreachable_action_server_fails_turn_and_readiness(
    model: Path, database: Path
) -> None:
    async with serve(model, "http://127.0.0.1:9/webhook", database) as desk:
        status, body = await desk.post(TURN)
        ready, checks = await desk.call("GET", "ready")

    assert (status, body["error"]["code"]) == (503, "action_failed")
    assert (ready, checks["action_server"]["ready"]) == (503, False)


async def test_failed_validation_of_a_form_fails_the_turn(
    desk: Desk, actions: ActionServer
) -> None:
    await desk.ask("a person", "m1")
    actions.replies["validate_contact_form"] = crashes

    status, body = await desk.post({**TURN, "message_id": "m2", "text": "Alice"})

    assert (status, body["error"]["code"]) == (503, "action_failed")
    assert (await desk.store.retrieve("alice")).get_slot("name") is None


async def test_turn_that_takes_too_long_is_given_up_unsaved(
    desk: Desk, actions: ActionServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "DEADLINE", 0.3)
    actions.delays["alice"] = 5.0

    status, body = await desk.post(TURN)

    assert (status, body["error"]["code"]) == (503, "deadline")
    assert await desk.store.retrieve("alice") is None


async def test_failure_in_the_nlu_fails_the_turn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **keywords: object) -> None:
        raise ValueError("cannot read 'does it hurt'")

    monkeypatch.setattr(desk.app.ctx.agent.processor.graph_runner, "run", fail)

    status, body = await desk.post(TURN)

    assert (status, body["error"]["code"]) == (500, "failed")
    assert "hurt" not in str(body)


async def test_ready_names_model_store_and_action_server(desk: Desk, actions: ActionServer) -> None:
    status, checks = await desk.call("GET", "ready", secret="")

    assert status == 200
    assert checks["model"] == {"ready": True, "name": "small.tar.gz"}
    assert checks["tracker_store"] == {"ready": True, "name": "sqlite"}
    assert checks["action_server"] == {"ready": True, "name": actions.url}


async def test_not_ready_while_the_store_cannot_be_written(desk: Desk, database: Path) -> None:
    desk.store.engine.dispose()
    for path in database.parent.glob("rasa.db*"):
        path.unlink()

    status, checks = await desk.call("GET", "ready")

    assert (status, checks["tracker_store"]["ready"]) == (503, False)


async def test_forgotten_conversation_leaves_nothing(desk: Desk, database: Path) -> None:
    await desk.ask("does it hurt in Samarkand", "m1")
    await desk.ask("does it hurt", "m1", "bob")

    assert await desk.call("DELETE", "conversations/alice") == (204, None)

    assert list(await desk.store.keys()) == ["bob"]
    files = database.parent.glob("rasa.db*")
    assert not any(b"Samarkand" in path.read_bytes() for path in files)


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "\xff"])
async def test_stranger_is_not_admitted(desk: Desk, actions: ActionServer, secret: str) -> None:
    assert (await desk.post(TURN, secret))[0] == 401
    assert (await desk.call("DELETE", "conversations/alice", secret))[0] == 401
    assert actions.calls == []


@pytest.mark.parametrize(
    "credentials", [None, {}, {"secret": ""}, {"secret": "short"}, {"secret": 7}]
)
def test_channel_without_a_secret_does_not_start(credentials: dict | None) -> None:
    with pytest.raises(MissingSecret, match="NEEDLEWISE_SECRET"):
        FrontDesk.from_credentials(credentials)
