"""How hard a text is to read."""

import re
import warnings
from collections.abc import Iterable

from needlewise.knowledge.placeholder import PLACEHOLDER

HARDEST = 8  # Flesch-Kincaid grade; the aim is 6


def reading_grade(texts: Iterable[str], terms: Iterable[str] = ()) -> float:
    """Return the Flesch-Kincaid grade of `texts` read one after another.

    `terms` count as one short word each: patients know them or have them explained.
    """
    # Imported here: only the check needs it, and it takes longer to load than all cards.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import of pkg_resources is deprecated
        from textstat import textstat  # type: ignore[import-untyped]

    text = " ".join(one.rstrip(".?!:") + "." for one in texts)
    text = PLACEHOLDER.sub("term", text)
    for term in sorted(terms, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(term)}(?:s|es)?\b", "term", text, flags=re.IGNORECASE)
    return float(textstat.flesch_kincaid_grade(text)) if text.strip(". ") else 0.0
