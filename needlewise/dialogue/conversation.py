"""One patient's conversation: turn by turn, in order, each run once."""

import asyncio
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from needlewise.answer.red_flag import TOPIC as RED_FLAG
from needlewise.dialogue import session
from needlewise.dialogue.reply import NothingSaid, complete_answers, read_reply
from needlewise.dialogue.turn import Turn
from needlewise.knowledge.library import Library
from needlewise.safety.gate import Gate

CHANNEL = "frontdesk"


class Unsent(OutputChannel):
    """Sends nothing: a reply is read from the tracker once the whole turn has succeeded."""

    @classmethod
    def name(cls) -> str:
        """Return the name by which domain.yml could vary a response."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Do nothing."""


class Conversations:
    """All conversations of this process. One at a time for each; none waits for another."""

    def __init__(self, processor: MessageProcessor, gate: Gate, library: Library) -> None:
        self._processor = processor
        self._gate = gate
        self._library = library
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        processor.on_circuit_break = _refuse_loop

    async def take(self, turn: Turn) -> dict[str, Any]:
        """Return the turn's reply: the stored one if it is the last turn again, else run it.

        Whatever fails is raised, and then nothing of the turn is stored.
        """
        async with self._lock(turn.conversation):
            tracker = await self._processor.get_tracker(turn.conversation)
            reply = read_reply(tracker, turn.message_id)
            if reply is None:
                await self._run(turn, tracker)
                reply = read_reply(tracker, turn.message_id)
        if reply is None:
            raise NothingSaid("The turn left no message in its tracker.")
        return reply

    async def forget(self, conversation: str) -> None:
        """Erase a conversation. Raises what the tracker store raises."""
        async with self._lock(conversation):
            await self._processor.tracker_store.delete(conversation)

    async def _run(self, turn: Turn, tracker: DialogueStateTracker) -> None:
        processor, output = self._processor, Unsent()
        if not tracker.events or turn.new_session or session.is_over(tracker):
            await session.start(processor, tracker, output)
        if turn.new_session:  # the desk has just answered a red flag, of which Rasa knows nothing
            tracker.update(SlotSet("topic", RED_FLAG))
        await processor._handle_message_with_tracker(self._message(turn, output, tracker), tracker)
        await processor.run_action_extract_slots(output, tracker)
        await processor._run_prediction_loop(output, tracker)
        complete_answers(tracker, self._library, _version(processor))
        await processor.save_tracker(tracker)

    def _message(
        self, turn: Turn, output: OutputChannel, tracker: DialogueStateTracker
    ) -> UserMessage:
        flag = self._gate.check(turn.text) if turn.text else None
        metadata = {
            "message_id": turn.message_id,
            "locale": turn.locale,
            "channel": turn.channel,
            "topic": tracker.get_slot("topic"),  # what "it" may mean
            "red_flag": {"group": flag.group} if flag else None,
        }
        return UserMessage(
            turn.words, output, turn.conversation, None, CHANNEL, turn.message_id, metadata
        )

    def _lock(self, conversation: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation, asyncio.Lock())


def _version(processor: MessageProcessor) -> str:
    return str(processor.model_filename).removesuffix(".tar.gz")


class EndlessTurn(Exception):
    """The policies predicted one action after the other without end."""


def _refuse_loop(*_: object) -> None:
    raise EndlessTurn("The turn had more actions than Rasa allows; look at the rules and stories.")
