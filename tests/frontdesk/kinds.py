"""One answer of each kind, made by the assistant's own code from a small made-up content."""

from typing import Any

from needlewise.answer.answer import Answer, Citation, Claim, Part, Suggestion
from needlewise.answer.compose import join
from needlewise.answer.text import render

Message = dict[str, Any]
_DISCLAIMER = "General information, not medical advice."
_ARTICLE = Citation(1, "document", "back", "Spine House", "Needling for backs", "Pain", 2)
_GUIDE = Citation(
    2, "guidance", "advice", "Health Office", "Backs", "read on 1 May 2026", url="https://h.example/b"
)  # fmt: skip
_CLINIC = Citation(1, "profile", "clinic", "Riverside", "The clinic's own details", "phone")
_SHORT = (
    Suggestion("Is it safe?", topic="is_it_safe"),
    Suggestion("How many sessions?", topic="number_of_sessions"),
)
_LONG = (
    Suggestion("Can I have dry needling when I am pregnant?", topic="pregnancy"),
    Suggestion("Speak to a person", topic="handoff"),
)


def with_choices(message: Message) -> Message:
    """Return the message as the front desk sends it: a choice behind each suggestion."""
    suggestions = [
        {**one, "choice": f"{number:022}"} for number, one in enumerate(message["suggestions"], 1)
    ]
    return {**message, "suggestions": suggestions}


def _backed(kind: Any, *parts: Part, citations: Any = (), suggestions: Any = ()) -> Message:
    found = Answer(
        kind=kind, topics=tuple(part.topic for part in parts), parts=parts, citations=citations,
        disclaimer=_DISCLAIMER, suggestions=suggestions,
    )  # fmt: skip
    return with_choices({**found.to_dict(), "text": render(found)})


def _said(kind: Any, text: str, suggestions: Any = (), disclaimer: str | None = None) -> Message:
    found = Answer(
        kind=kind, text=join(text, disclaimer), disclaimer=disclaimer, suggestions=suggestions
    )
    return with_choices(found.to_dict())


_HURT = Part(
    "does_it_hurt", "Does it hurt?",
    (Claim("It may ache – “a little”.", (1,)), Claim("It passes.", (1, 2))),
)  # fmt: skip
_REST = Part("aftercare", "What do I do afterwards?", (Claim("Rest a day.", (2,)),))
_URGENT = Part(
    "red_flag", "Urgent",
    (
        Claim("Call 999 now. Do not wait for us.", (1, 2)),
        Claim("Say that you had needling.", (2,)),
        Claim("When you can, tell the clinic on 020 7946 0142."),
    ),
)  # fmt: skip
_SILENT = Part("cost", "What does it cost?", (Claim("Please call 020 7946 0142.", (1,)),))

KINDS: dict[str, list[Message]] = {
    "answer": [_backed("answer", _HURT, citations=(_ARTICLE, _GUIDE), suggestions=_SHORT)],
    "two answers": [_backed("answer", _HURT, _REST, citations=(_ARTICLE, _GUIDE))],
    "answer and handoff": [
        _backed("answer", _REST, citations=(_GUIDE,), suggestions=_SHORT),
        _said("handoff", "What is your name?", disclaimer=_DISCLAIMER),
    ],
    "clarification": [_said("clarification", "Did you mean one of these?", _LONG, _DISCLAIMER)],
    "not_covered": [_backed("not_covered", _SILENT, citations=(_CLINIC,), suggestions=_LONG)],
    "out_of_scope": [_said("out_of_scope", "I can't answer that.", _SHORT, _DISCLAIMER)],
    "red_flag": [_backed("red_flag", _URGENT, citations=(_ARTICLE, _GUIDE))],
    "advice_boundary": [_backed("advice_boundary", _REST, citations=(_GUIDE,))],
    "handoff": [_said("handoff", "Which phone number can we call?", disclaimer=_DISCLAIMER)],
    "small_talk": [_said("small_talk", "You're welcome!")],
    "notice": [_said("notice", "Your message is safe. Call 020 7946 0142.")],
}
