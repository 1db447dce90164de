"""The menu that a patient has before them, and which of it an answer such as "2" picks."""

from frontdesk.conversations.models import Turn
from frontdesk.conversations.record import Record
from frontdesk.gateway.channels.rendering import offered
from frontdesk.gateway.choice import Choice
from needlewise.answer.answer import Suggestion
from needlewise.answer.choice import choose


def find_picked(conversation: str, text: str, records: Record) -> Choice | None:
    """Return what `text` picks of the last turn that reached the patient: by number, word or title."""
    turns = Turn.objects.filter(conversation__name=conversation).exclude(delivered_at=None)
    last = turns.order_by("-id").values_list("id", flat=True).first()
    if last is None:
        return None
    menu = [Suggestion(one["title"], topic=one["topic"]) for one in offered(records.answers(last))]
    topic = choose(text, menu)
    title = next((one.title for one in menu if one.topic == topic), "")
    return Choice(title, topic) if topic else None
