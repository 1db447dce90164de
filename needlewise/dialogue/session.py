"""When a conversation's session in Rasa ends, and how the next one begins.

Rasa reads a session's events at every turn, so short sessions keep a long conversation fast. Why ten
turns: docs/decisions/0003-sessions-of-ten-turns.md.
"""

from rasa.core.channels.channel import OutputChannel
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

TURNS = 10
_OPEN_QUESTION = "asked_to_clarify"  # slot: the assistant waits for a choice between topics


def is_over(tracker: DialogueStateTracker) -> bool:
    """Whether the session has had its turns and nothing is open: no form, no clarification."""
    turns = sum(isinstance(event, UserUttered) for event in tracker.events)
    return turns >= TURNS and not tracker.active_loop_name and not tracker.get_slot(_OPEN_QUESTION)


async def start(
    processor: MessageProcessor, tracker: DialogueStateTracker, output: OutputChannel
) -> None:
    """Run action_session_start on `tracker`, unsaved: it keeps the slots that matter."""
    await processor._run_action(
        processor._get_action(ACTION_SESSION_START_NAME),
        tracker,
        output,
        processor.nlg,
        PolicyPrediction.for_action_name(processor.domain, ACTION_SESSION_START_NAME),
    )
