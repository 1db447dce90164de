"""The topics that have a card, by area."""

from pathlib import Path

from needlewise.knowledge.fields import Fields, read_yaml

_FILE = "knowledge/topics.yml"


def read_topics(path: Path) -> dict[str, tuple[str, ...]]:
    """Return each area's topics, in the order in which they are listed. Raises ContentError."""
    fields = Fields(read_yaml(path, _FILE), _FILE)
    return {area: fields.names(area) for area in fields}
