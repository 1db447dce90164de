"""The assistant's own, non-clinical words: wording.yml, read once at start."""

from dataclasses import dataclass, fields
from importlib import resources
from typing import Any, cast

from needlewise.knowledge.fields import ContentError, parse_yaml

_FILE = "needlewise/answer/wording.yml"


@dataclass(frozen=True)
class Wording:
    """Texts with names in braces that are filled when they are said; `starters` are topics."""

    clarification: str
    nothing_to_go_on: str
    more_of_what: str
    unknown: str
    out_of_scope: str
    nothing_more: str
    our_articles: str
    handoff: str
    starters: tuple[str, ...]

    @classmethod
    def load(cls) -> "Wording":
        """Read the texts. Raises ContentError where one is missing or unknown."""
        text = resources.files("needlewise.answer").joinpath("wording.yml").read_text("utf-8")
        found = cast(dict[str, Any], parse_yaml(text, _FILE))
        names = {field.name for field in fields(cls)}
        if strays := sorted(found.keys() ^ names):
            raise ContentError(_FILE, f"misses or does not know {strays}", "Correct the names.")
        return cls(**(found | {"starters": tuple(found["starters"])}))
