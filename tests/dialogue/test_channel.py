"""The channel: what it lets in, what it answers, what it runs once."""

from typing import Any

import pytest
from conftest import ActionServer, Desk, says

from needlewise.answer.answer import Answer
from needlewise.answer.identity import answer_id


async def test_turn_answers_with_the_action_s_answer_completed(desk: Desk, actions: ActionServer) -> None:
    actions.replies["action_answer_question"] = says("It does not.", answer={"disclaimer": "Ask us."})

    reply = await desk.ask("does it hurt", "m1")

    (message,) = reply["messages"]
    assert message["text"] == "It does not."
    assert message["id"] == answer_id("alice", "m1", 0)
    assert message["model_version"] == reply["model_version"] == "small"
    assert reply["effects"] == []


async def test_response_of_the_domain_becomes_a_whole_answer(desk: Desk) -> None:
    (message,) = (await desk.ask("hello", "m1"))["messages"]

    assert message.keys() == Answer(kind="small_talk").to_dict().keys()
    assert (message["kind"], message["topics"], message["text"]) == ("small_talk", ["greet"], "Hello.")
    assert message["disclaimer"] is None
