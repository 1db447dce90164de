"""Forgetting: a conversation erased here, and Rasa's tracker with it."""

from frontdesk.conversations import erasure
from frontdesk.conversations.models import Conversation
from frontdesk.gateway import outbox
from frontdesk.gateway.channels.contact import forget_contact
from frontdesk.gateway.database import Database
from frontdesk.gateway.models import Outgoing
from frontdesk.gateway.outbox import NotSent
from frontdesk.gateway.rasa import Rasa, RasaFailed, RasaRefused
from frontdesk.gateway.sending import Sender
from frontdesk.log import logger

_ECHO = 10.0  # seconds after which a turn that was under way has ended

log = logger("forgetting")


async def forget(database: Database, rasa: Rasa, conversation: str, now: float) -> None:
    """Erase a conversation. Raises DatabaseDown if it could not even be noted."""
    note, was_busy = await database.run(erase_here, conversation, now)
    if await forget_at_rasa(rasa, conversation, note):
        again = outbox.later if was_busy else outbox.done
        await database.run(again, note, now + _ECHO)


async def forget_at_rasa(rasa: Rasa, conversation: str, note: int) -> bool:
    """Have Rasa forget now; where that fails the outbox does it later. Return whether it did."""
    try:
        await rasa.forget(conversation)
    except (RasaFailed, RasaRefused) as failure:
        log.warning("erasure_waits", note=note, reason=str(failure))
        return False
    return True


def erase_here(conversation: str, now: float) -> tuple[int, bool]:
    """Erase a conversation in this database; return the outbox's note for Rasa's, and whether a turn
    was under way, whose echo may still reach Rasa."""
    held = Conversation.objects.filter(name=conversation).exclude(lease="")
    was_busy = held.exists()
    erasure.erase(conversation)
    forget_contact(conversation)
    return outbox.put_erasure(conversation, now), was_busy


def erasing(rasa: Rasa) -> Sender:
    """Return what does an erasure that waits in the outbox: it is never given up."""

    async def send(note: Outgoing) -> None:
        try:
            await rasa.forget(note.conversation)
        except (RasaFailed, RasaRefused) as failure:
            raise NotSent(str(failure)) from None

    return Sender(send)
