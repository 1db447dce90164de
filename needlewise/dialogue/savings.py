"""Where Rasa is made to reach the same result with less work. Called by changes.py, on the same terms.

Each saving and what it is worth stands in docs/decisions/0006-the-same-result-for-less-work.md.
"""

import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from typing import Any

import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.core.featurizers.tracker_featurizers import (
    MaxHistoryTrackerFeaturizer,
    TrackerFeaturizer,
)
from rasa.core.policies.policy import Policy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.nlu.utils.spacy_utils import SpacyNLP
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.endpoints import EndpointConfig

from needlewise.dialogue import action_call, rule_search
from needlewise.dialogue.graph_runner import SerialGraphRunner

# As in changes.py: what is replaced or relied on, and how the SHA-256 of its source begins.
SOURCES: dict[Callable[..., Any], str] = {
    DaskGraphRunner.__init__: "29f069a010bd16a5",
    DaskGraphRunner.run: "45f0f52f574f3aa9",
    GraphNode.__call__: "66127a2bfb6fcf1e",
    GraphSchema.minimal_graph_schema: "58dfb30335499fff",
    RulePolicy._find_action_from_rules: "be6da6ee0f5429bd",
    RulePolicy._get_possible_keys: "2915fd81711e194c",
    RulePolicy._is_rule_applicable: "64a108b016b46e57",
    Policy._prediction_states: "ed9b82bed2f26ad7",
    MaxHistoryTrackerFeaturizer.prediction_states: "451caf09a389e871",
    TrackerFeaturizer._create_states: "2fed265eee3bfa38",
    DialogueStateTracker.past_states: "5463eefb5c69d27f",
    DialogueStateTracker.generate_all_prior_trackers: "a1f6954347b52649",
    Domain.states_for_tracker_history: "035111ce73ac90ba",
    Domain.is_empty: "884be90ef485f1d2",
    MessageProcessor._check_for_unseen_features: "286ab49de966bc0e",
    SpacyNLP.process: "ec22bbd9fba01242",
    RemoteAction._validate_action_result: "f8cdb4be68123961",
    RemoteAction.action_response_format_spec: "091b74aa3738d126",
    EndpointConfig.session: "e55aa13d9d4fb4bc",
    EndpointConfig.request: "ccdb778aed8208e2",
    Event.resolve_by_type: "b5cf570fa7f286c7",
}

_EMPTY = "needlewise_is_empty"


def apply() -> None:
    """Save work in this process from now on."""
    rasa.core.processor.DaskGraphRunner = SerialGraphRunner  # what _load_model makes
    RulePolicy._find_action_from_rules = rule_search.by_intent(RulePolicy._find_action_from_rules)
    RulePolicy._prediction_states = rule_search.of_late(RulePolicy._prediction_states)
    RulePolicy._get_possible_keys = rule_search.among_few(RulePolicy._get_possible_keys)
    # It walks all subclasses anew for every stored event: a quarter of a turn's time.
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))
    Domain.is_empty = _remembered(Domain.is_empty)
    SpacyNLP.process = _pass_on
    RemoteAction._validate_action_result = action_call.checked_once(
        RemoteAction._validate_action_result
    )
    EndpointConfig.session = action_call.session


def _remembered(is_empty: Callable[[Domain], bool]) -> Callable[[Domain], bool]:
    """Ask once whether the domain is empty: Rasa writes it out for that at every message."""

    @wraps(is_empty)
    def is_still_empty(self: Domain) -> bool:
        if _EMPTY not in vars(self):
            vars(self)[_EMPTY] = is_empty(self)
        return bool(vars(self)[_EMPTY])

    return is_still_empty


def _pass_on(self: SpacyNLP, messages: list[Message], model: Any) -> list[Message]:
    """Parse nothing: our components read a message as put right, not what spaCy makes of it as typed."""
    return messages


def settle() -> None:
    """Give back the memory that loading took only for a while, and keep what stays from being walked
    by the garbage collector again and again."""
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL("libc.so.6").malloc_trim(0)
