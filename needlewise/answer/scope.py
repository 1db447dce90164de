"""Messages for what was not understood, or is not ours to answer. Said in the assistant's own words."""

from collections.abc import Sequence

from needlewise.answer.answer import Answer, Suggestion
from needlewise.answer.compose import say
from needlewise.answer.suggestion import a_person, titled
from needlewise.answer.wording import Wording
from needlewise.knowledge.library import Library

OUT_OF_SCOPE = "out_of_scope"


def clarification(library: Library, wording: Wording, likeliest: Sequence[str]) -> Answer:
    """Return a question back that offers the likeliest topics, the best first."""
    choices = titled(library, likeliest)
    if len(choices) < 2:
        return _offer(library, wording, wording.nothing_to_go_on)
    text = wording.clarification.format(choices=_listed(choices))
    return say(library, "clarification", [], text, choices)


def more_of_what(library: Library, wording: Wording) -> Answer:
    """Return the question back where "tell me more" follows nothing."""
    return _offer(library, wording, wording.more_of_what)


def unknown(library: Library, wording: Wording) -> Answer:
    """Return "I don't know": a clarification did not help."""
    return _decline(library, wording, wording.unknown)


def out_of_scope(library: Library, wording: Wording) -> Answer:
    """Return what can be answered, and a person for the rest."""
    return _decline(library, wording, wording.out_of_scope)


def _offer(library: Library, wording: Wording, text: str) -> Answer:
    choices = titled(library, wording.starters)
    return say(library, "clarification", [], text.format(choices=_listed(choices)), choices)


def _decline(library: Library, wording: Wording, text: str) -> Answer:
    suggestions = (a_person(wording), *titled(library, wording.starters)[:2])
    text = text.format(phone=library.clinic.phone)
    return say(library, "out_of_scope", [OUT_OF_SCOPE], text, suggestions)


def _listed(choices: Sequence[Suggestion]) -> str:
    return " or ".join(f"“{choice.title}”" for choice in choices)
