"""How `RulePolicy` finds the rule that applies, with less to compare. Put in place by savings.py."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from itertools import islice
from typing import Any

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]


def by_intent(find: Callable[..., Any]) -> Callable[..., Any]:
    """Look rules up by intent only: Rasa first tries the message's words, which no rule of ours names."""

    @wraps(find)
    def find_by_intent(
        self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool
    ) -> Any:
        if use_text_for_last_user_input:
            return None, None, False
        return find(self, tracker, domain, use_text_for_last_user_input)

    return find_by_intent


def of_late(states: Callable[..., Any]) -> Callable[..., Any]:
    """Describe only as many of a conversation's states as the longest rule has: Rasa describes all."""

    @wraps(states)
    def states_of_late(
        self: RulePolicy, tracker: DialogueStateTracker, *rest: Any, **more: Any
    ) -> list[State]:
        rules = (*self.lookup[RULES], *self.lookup[RULES_FOR_LOOP_UNHAPPY_PATH])
        return list(states(self, _Late(tracker, _longest(rules)), *rest, **more))

    return states_of_late


class _Late:
    """A tracker that remembers no more than its last `turns`, as Rasa counts them: one an action."""

    def __init__(self, tracker: DialogueStateTracker, turns: int) -> None:
        self._tracker, self._turns = tracker, turns

    past_states = DialogueStateTracker.past_states

    def generate_all_prior_trackers(self) -> Iterator[tuple[DialogueStateTracker, bool]]:
        """Yield what Rasa's own method would yield last."""
        events = self._tracker.applied_events()
        turns = 1 + sum(isinstance(event, ActionExecuted) for event in events)
        return islice(
            self._tracker.generate_all_prior_trackers(), max(turns - self._turns, 0), None
        )


def among_few(find: Callable[..., Any]) -> Callable[..., Any]:
    """Compare a conversation with the rules that end as it does, not with all."""

    @wraps(find)
    def find_among_few(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
        action, intent = _end(states[-1])
        endings = _endings(tuple(lookup))
        few = [rule for end in {(action, intent), (action, None)} for rule in endings.get(end, ())]
        return set(find(self, dict.fromkeys(few, ""), states))

    return find_among_few


@lru_cache(maxsize=4)
def _longest(rules: tuple[str, ...]) -> int:
    return max((len(json.loads(rule)) for rule in rules), default=1)


@lru_cache(maxsize=4)
def _endings(rules: tuple[str, ...]) -> Mapping[tuple[str | None, str | None], list[str]]:
    """Return the rules (as Rasa writes them, each a JSON list of states) by how they end."""
    found = defaultdict(list)
    for rule in rules:
        found[_end(json.loads(rule)[-1])].append(rule)
    return found


def _end(state: State) -> tuple[str | None, str | None]:
    action = state.get("prev_action", {}).get("action_name")
    return action, state.get("user", {}).get("intent")
