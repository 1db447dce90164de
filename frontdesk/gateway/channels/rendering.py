"""Answers as one channel can show them: the same answer everywhere, cut and menued as the channel needs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from frontdesk.gateway.channels.form import Form
from frontdesk.gateway.channels.splitting import split
from frontdesk.gateway.outcome import Message
from needlewise.answer.answer import Citation
from needlewise.answer.text import brief_sources, sources
from needlewise.language.sms import plain

Piece = dict[str, Any]  # text, buttons (title, choice): one message of a platform
_MARKS = re.compile(r"(?: \[[\d, ]+\])?\s*")


def render(messages: Sequence[Message], form: Form) -> list[Piece]:
    """Return the messages to send, in order; what can be asked next stands on the last of them.

    A red flag's first sentences come first, whole and alone: one SMS, which nothing can cut.
    """
    menu = offered(messages)
    texts = [text for message in messages for text in _texts(message, form)]
    has_titles = bool(form.buttons) and all(len(one["title"]) <= form.title for one in menu)
    if menu and not has_titles:
        texts[-1] = f"{texts[-1]}\n\n{_numbered(menu)}"
    cut = (split(plain(text) if form.is_sms else text, form.characters) for text in texts)
    pieces: list[Piece] = [{"text": text, "buttons": []} for part in cut for text in part]
    if form.buttons:
        pieces[-1]["buttons"] = [
            {"title": one["title"] if has_titles else str(number), "choice": one["choice"]}
            for number, one in enumerate(menu[: form.buttons], 1)
        ]
    return pieces


def offered(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """Return what a turn offers to ask next: its last message's suggestions, for that may ask for a
    name or a day, and a number would then be no choice."""
    return [one for one in messages[-1]["suggestions"] if one.get("choice")] if messages else []


def _texts(message: Message, form: Form) -> Iterator[str]:
    text = _with_brief_sources(message) if form.is_sms else message["text"]
    first = _first_words(message)
    if first and text.startswith(first):
        yield first
        text = text[_MARKS.match(text, len(first)).end() :]  # type: ignore[union-attr]
    if text:
        yield text


def _first_words(message: Message) -> str:
    if message["kind"] != "red_flag" or not message["parts"]:
        return ""
    return str(message["parts"][0]["claims"][0]["text"])


def _with_brief_sources(message: Message) -> str:
    """Return the text with who says it, without titles and addresses: each SMS costs."""
    citations = [Citation(**one) for one in message["citations"]]
    full, brief = sources(citations), brief_sources(citations)
    text: str = message["text"]
    return text.replace(full, brief) if full and brief else text


def _numbered(menu: Sequence[dict[str, Any]]) -> str:
    lines = [f"{number}. {one['title']}" for number, one in enumerate(menu, 1)]
    numbers = [str(number) for number in range(1, len(menu) + 1)]
    last = " or ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
    return "\n".join([*lines, f"Reply {last}."])
