"""The project's own examples of reports, and of ordinary messages that only sound like them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from needlewise.safety.flag import GROUPS

EXAMPLES = "data/red_flags.yml"  # below the project's folder


@dataclass(frozen=True)
class Example:
    """A message; `group` is the red flag that it reports, None if it reports none."""

    text: str
    group: str | None


def load_examples(path: Path) -> list[Example]:
    """Return the examples kept at `path`. Raises ValueError, naming the file, if a group is unknown or
    a part is missing."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.keys() != {"reports", "ordinary"}:
        raise ValueError(f"{path}: give `reports` by group, and `ordinary` messages.")
    if unknown := content["reports"].keys() - set(GROUPS):
        names = ", ".join(sorted(unknown))
        raise ValueError(f"{path}: unknown group {names}. Use one of: {', '.join(GROUPS)}.")
    reports = [
        Example(text, group) for group, texts in content["reports"].items() for text in texts
    ]
    return reports + [Example(text, None) for text in content["ordinary"]]
