"""Ids that come out the same when a turn is run again."""

from uuid import NAMESPACE_URL, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "needlewise")


def answer_id(conversation: str, message_id: str, position: int | str) -> str:
    """Return the id of an answer: its position among the turn's answers, from 0, or a name."""
    return str(uuid5(_NAMESPACE, f"{conversation}/{message_id}/{position}"))


def effect_id(message_id: str, kind: str) -> str:
    """Return the id of what a message wants done outside (`callback`, `booking`, `forget`)."""
    return str(uuid5(_NAMESPACE, f"{message_id}/{kind}"))
