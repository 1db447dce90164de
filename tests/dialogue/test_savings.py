"""Every saving of Rasa's work: the same result as Rasa's own function gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from small_assistant import MODEL_KEY, ActionServer, Desk, says

from needlewise.dialogue import changes, savings
from needlewise.dialogue.graph_runner import SerialGraphRunner

# As Rasa has it: savings.apply() leaves the function that it replaces among its sources.
STOCK_POSSIBLE_KEYS = next(f for f in savings.SOURCES if f.__name__ == "_get_possible_keys")


@pytest.fixture(autouse=True)
def _applied() -> None:
    changes.apply(MODEL_KEY.encode())


class Sum(GraphComponent):
    """Adds what it is given."""

    @classmethod
    def create(cls, *_: Any, **__: Any) -> "Sum":
        return cls()

    def add(self, **numbers: int) -> int:
        return 1 + sum(numbers.values())


def node(**needs: str) -> SchemaNode:
    return SchemaNode(
        needs=needs, uses=Sum, constructor_name="create", fn="add", config={}, eager=True
    )


SCHEMA = GraphSchema(
    {
        "last": node(first="left", second="right", third="given"),
        "left": node(first="first"),
        "right": node(first="first", second="given"),
        "first": node(first="given"),
        "unneeded": node(first="last"),
    }
)


@pytest.mark.parametrize("targets", [["last"], ["right", "left"], ["given"]])
def test_graph_gives_what_rasas_runner_gives(targets: list[str], tmp_path: Path) -> None:
    storage, context = LocalModelStorage(tmp_path), ExecutionContext(GraphSchema({}))
    ours, stock = (
        runner.create(SCHEMA, storage, context) for runner in (SerialGraphRunner, DaskGraphRunner)
    )

    assert ours.run({"given": 5}, targets) == stock.run({"given": 5}, targets)
    assert ours.run({"given": 7}, targets) == stock.run({"given": 7}, targets)


STATES = st.fixed_dictionaries(
    {},
    optional={
        "prev_action": st.fixed_dictionaries(
            {"action_name": st.sampled_from(["action_listen", "action_answer", "form"])}
        ),
        "user": st.fixed_dictionaries({"intent": st.sampled_from(["cost", "affirm"])}),
        "slots": st.fixed_dictionaries({"open": st.sampled_from([(1.0,), "should_not_be_set"])}),
        "active_loop": st.fixed_dictionaries(
            {"name": st.sampled_from(["form", "should_not_be_set"])}
        ),
    },
).filter(lambda state: "prev_action" in state or "user" not in state)  # Rasa's states are like that
HISTORIES = st.lists(STATES, min_size=1, max_size=4)


@given(st.lists(HISTORIES, max_size=6), HISTORIES)
def test_same_rules_apply_as_with_rasa(rules: list[Any], states: list[Any]) -> None:
    lookup = {json.dumps(rule, sort_keys=True): "action_listen" for rule in rules}
    policy = RulePolicy.__new__(RulePolicy)

    assert policy._get_possible_keys(lookup, states) == STOCK_POSSIBLE_KEYS(policy, lookup, states)


async def test_turns_share_one_connection_to_the_action_server(
    desk: Desk, actions: ActionServer
) -> None:
    for number in range(3):
        await desk.ask("does it hurt", f"m{number}")

    assert actions.count("action_answer_question") == 3
    assert len(actions.connections) == 1


async def test_action_server_that_was_started_again_is_reached(
    desk: Desk, actions: ActionServer
) -> None:
    actions.replies["action_answer_question"] = says("Before.")
    await desk.ask("does it hurt", "m1")
    await actions.restart()

    reply = await desk.ask("does it hurt", "m2")

    assert reply["messages"]
