"""The whole message as plain text, for channels that can show nothing else."""

from collections.abc import Iterable, Mapping, Sequence

from needlewise.answer.answer import ASK_SOURCES, Answer, Citation, Claim, Part

_SOURCES = "Sources"
_GUIDANCE = "From public guidance, not from the clinic's articles"


def render(answer: Answer) -> str:
    """Return what `answer` says: the claims with their citations' numbers, sources, disclaimer."""
    if ASK_SOURCES in answer.topics:
        return join(*map(_list, answer.parts), answer.disclaimer)
    kinds = {citation.number: citation.kind for citation in answer.citations}
    apart = answer.kind != "red_flag"  # there the order is what to do first
    blocks = [_part(part, kinds, len(answer.parts) > 1, apart) for part in answer.parts]
    return join(*blocks, sources(answer.citations), answer.disclaimer)


def join(*blocks: str | None) -> str:
    """Return the blocks that say something, a blank line between them."""
    return "\n\n".join(block for block in blocks if block)


def is_guidance(claim: Claim, kinds: Mapping[int, str]) -> bool:
    """Say whether a claim rests on public guidance alone."""
    return bool(claim.citations) and all(kinds[number] == "guidance" for number in claim.citations)


def sources(citations: Sequence[Citation]) -> str | None:
    """Return one line with each source once, guidance with its address and the day it was read."""
    return _listed((citation, citation.source, _name(citation)) for citation in citations)


def brief_sources(citations: Sequence[Citation]) -> str | None:
    """Return one line with each publisher once, for where every letter costs."""
    return _listed((citation, citation.publisher, citation.publisher) for citation in citations)


def _list(part: Part) -> str:
    return "\n".join(_sentences([claim]) for claim in part.claims)


def _part(part: Part, kinds: Mapping[int, str], titled: bool, apart: bool) -> str:
    guidance = [claim for claim in part.claims if apart and is_guidance(claim, kinds)]
    ours = [claim for claim in part.claims if claim not in guidance]
    title = part.title if titled else None
    said = "\n".join(filter(None, (title, _sentences(ours))))
    return join(
        said, f"{_GUIDANCE}: {_sentences(guidance)}" if guidance and ours else _sentences(guidance)
    )


def _sentences(claims: Iterable[Claim]) -> str:
    return " ".join(claim.text + _marks(claim.citations) for claim in claims)


def _marks(numbers: Sequence[int]) -> str:
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""


def _listed(cited: Iterable[tuple[Citation, str, str]]) -> str | None:
    """Return one line of names, each with the numbers that its key is cited by."""
    numbers: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for citation, key, name in cited:
        numbers.setdefault(key, []).append(citation.number)
        names[key] = name
    lines = (f"{_marks(numbers[key]).strip()} {name}" for key, name in names.items())
    return f"{_SOURCES}: {'; '.join(lines)}" if names else None


def _name(citation: Citation) -> str:
    if citation.kind == "profile":
        return citation.publisher
    details = (citation.url, citation.section) if citation.kind == "guidance" else ()
    return ", ".join(filter(None, (citation.publisher, citation.title, *details)))
