"""The outbox: what must reach others, kept until it has."""

from datetime import UTC, datetime

from frontdesk.gateway.models import ERASE, Outgoing
from frontdesk.gateway.rasa import Rasa, RasaFailed, RasaRefused


def put_erasure(conversation: str, now: float) -> int:
    """Note that Rasa must forget a conversation. Return the note's id."""
    at = datetime.fromtimestamp(now, UTC)
    return Outgoing.objects.create(kind=ERASE, conversation=conversation, created_at=at).id


def due(now: float, most: int = 20) -> list[Outgoing]:
    """Return what is to be sent now, the longest waiting first."""
    return list(Outgoing.objects.filter(next_attempt__lte=now).order_by("id")[:most])


def done(id: int, at: float = 0.0) -> None:
    """Take a note out of the box."""
    Outgoing.objects.filter(id=id).delete()


def later(id: int, at: float) -> None:
    """Do it (again) at a later time, in seconds since 1970."""
    Outgoing.objects.filter(id=id).update(next_attempt=at)


def failed(note: Outgoing, problem: str, now: float) -> None:
    """Try again later: after a second, then twice as long each time, at most a minute."""
    pause = min(2.0**note.attempts, 60.0)
    Outgoing.objects.filter(id=note.id).update(
        attempts=note.attempts + 1, next_attempt=now + pause, problem=problem[:80]
    )


async def send(note: Outgoing, rasa: Rasa) -> str | None:
    """Do what a note asks for. Return None once it is done, else what went wrong."""
    try:
        await rasa.forget(note.conversation)
    except (RasaFailed, RasaRefused) as error:
        return str(error)
    return None
