"""What gives an identifier away by the words around it: names, addresses, dates of birth, numbers."""

import re
from collections.abc import Iterator

from needlewise.language.spelling import load_common_words

Span = tuple[int, int, str]  # begin, end, placeholder

_WORD = r"[^\W\d_](?:[^\W\d_]|['-])*"
_CAPITAL = r"[A-Z\u00c0-\u00de][^\W\d_'-]+"
# Words after which a name ends: "my name is Alice and my back hurts".
_STOP = frozenset(
    """and but i i'm im my the a an on or at from with so please can could would is was have has had who
    whose which that here in for of to it's its am me you your she he they we do does did not no phone
    number email mobile tel call born aged dob address thanks thank what this there just
    back later tomorrow today monday tuesday wednesday thursday friday saturday sunday when if asap""".split()
)
_FULL = re.compile(
    rf"\b(?:name(?:'s\b| is\b|:| =)|call me\b|regards,?|sincerely,?|signed,?|(?:mr|mrs|ms|dr)\b\.?)"
    rf" *\n?(?P<it>{_WORD}(?:[ -]{_WORD}){{0,2}})",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    rf"\b(?:(?i:i'm called|this is|speaking with|miss|doctor|nurse|i am|i'm|im|it's)\.?) "
    rf"(?P<it>{_CAPITAL}(?:[ -]{_CAPITAL})*)"
)
_ALONE = frozenset({"i am", "i'm", "im", "it's", "this is"})  # before a plain capitalised word
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR = r"(?:19|20)?\d{2}"
_STREET = r"(?:street|st|road|rd|avenue|ave|lane|ln|terrace|crescent|gardens|grove|boulevard|mews|highway)"
_MAYBE_STREET = r"(?:Drive|Close|Court|Way|Walk|Place|Square|Row|Parade|Hill|Park)"
_ID = r"(?=(?:[ -]?[A-Z\d])*?(?:[ -]?\d[A-Z]?){4})[A-Z\d](?:[ -]?[A-Z\d]){3,19}"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), placeholder)
    for pattern, placeholder in (
        (r"\b(?:https?://|www\.)\S+", "<LINK>"),
        (r"(?<![\w@.])@[\w.]{3,}", "<HANDLE>"),
        (rf"\b(?:flat |unit |apt )?\d+[a-z]?,? (?:[a-z'.]+ ){{1,3}}{_STREET}\b", "<ADDRESS>"),
        (rf"\b\d+[a-z]?,? (?-i:(?:[A-Z][a-z'.]+ ){{1,3}}{_MAYBE_STREET})\b", "<ADDRESS>"),
        (
            r"\b(?:live at|living at|(?:home |my )address(?: is|:)?) (?:no\.? )?\d+\w?,?(?: [a-z'.]+){1,3}",
            "<ADDRESS>",
        ),
        (r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", "<POSTCODE>"),
        (r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b", "<POSTCODE>"),
        (r"\b(?:zip|post ?code|postal code)(?: is|:)? *(?=[\w-]*\d)[\w-]{3,8}", "<POSTCODE>"),
        (rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}\b", "<DATE>"),
        (rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}\b", "<DATE>"),
        (rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}}\b", "<DATE>"),
        (r"\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}\b", "<DATE>"),
        (
            rf"\b(?:number|no\.?|id|nhs|nhi|medicare|ssn|pps|policy|reference|ref)(?: is|:|#)? *#?{_ID}\b",
            "<NUMBER>",
        ),
        (r"(?<!\w)\+?\(?\d(?:[ ().-]{0,2}\d){6,}", "<NUMBER>"),
    )
)


class Context:
    """Finds names by how they are introduced; `common` words are no names."""

    def __init__(self) -> None:
        self._common = load_common_words()

    def find(self, text: str) -> Iterator[Span]:
        """Yield where `text` has an identifier."""
        for rule, placeholder in _RULES:
            yield from ((*match.span(), placeholder) for match in rule.finditer(text))
        for match in _FULL.finditer(text):
            yield from _up_to_stop(match)
        for match in _CAPITALS.finditer(text):
            introduced = match[0][: match.start("it") - match.start()].strip().lower()
            single = " " not in match["it"] and introduced in _ALONE
            if not (single and self._is_word(match["it"].lower())):
                yield (*match.span("it"), "<NAME>")

    def _is_word(self, word: str) -> bool:
        return len(word) < 3 or word in self._common or word in _STOP


def _up_to_stop(match: re.Match[str]) -> Iterator[Span]:
    """Yield the part of a match that can be a name: up to a word that ends one."""
    begin = end = match.start("it")
    for word in re.finditer(r"[^ -]+", match["it"]):
        if word[0].lower() in _STOP:
            break
        end = begin + word.end()
    if end > begin:
        yield begin, end, "<NAME>"
