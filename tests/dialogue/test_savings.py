"""Every saving of Rasa's work: the same result as Rasa's own function gives."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.nlu.utils.spacy_utils import SpacyNLP
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from small_assistant import MODEL_KEY, ActionServer, Desk, says

from needlewise.dialogue import changes, savings
from needlewise.dialogue.graph_runner import SerialGraphRunner

# As Rasa has it: savings.apply() leaves the functions that it replaces among its sources.
STOCK = {function.__qualname__: function for function in savings.SOURCES}
STOCK_POSSIBLE_KEYS = STOCK["RulePolicy._get_possible_keys"]


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


DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [cost, affirm]
    slots: {open: {type: bool, mappings: [{type: custom}]}}
    actions: [action_answer]
    """
)
EVENTS = st.sampled_from(
    [
        ActionExecuted("action_listen"),
        ActionExecuted("action_answer"),
        UserUttered("how much", {"name": "cost"}),
        UserUttered("yes", {"name": "affirm"}),
        SlotSet("open", True),
        SlotSet("open", None),
        ActionReverted(),
        UserUtteranceReverted(),
        SessionStarted(),
        Restarted(),
    ]
)


@given(st.lists(EVENTS, max_size=12), st.integers(1, 4))
def test_states_of_late_are_the_last_of_rasas(events: list[Any], longest: int) -> None:
    policy = RulePolicy(RulePolicy.get_default_config(), *[Mock()] * 3)
    rule = json.dumps([{"prev_action": {"action_name": "action_listen"}}] * longest)
    policy.lookup = {"rules": {rule: "action_answer"}, "rules_for_loop_unhappy_path": {}}
    tracker = DialogueStateTracker.from_events("alice", events, DOMAIN.slots)

    all_states = STOCK["Policy._prediction_states"](policy, tracker, DOMAIN)
    late = policy._prediction_states(tracker, DOMAIN)

    assert late == all_states[-longest:]
    assert policy._get_possible_keys(policy.lookup["rules"], late) == STOCK_POSSIBLE_KEYS(
        policy, policy.lookup["rules"], all_states
    )


@pytest.mark.parametrize("domain", [DOMAIN, Domain.empty()])
def test_domain_is_empty_as_often_as_asked(domain: Domain) -> None:
    empty = STOCK["Domain.is_empty"](domain)

    assert [domain.is_empty(), domain.is_empty()] == [empty, empty]


def test_no_component_of_ours_reads_what_spacy_makes_of_the_words_as_typed() -> None:
    read = [path for path in Path("needlewise").rglob("*.py") if "SPACY_DOCS" in path.read_text()]

    assert not read
    assert SpacyNLP.process(Mock(), ["message"], Mock()) == ["message"]


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
