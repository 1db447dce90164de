"""Training examples: a line below its intent in `data/`, added and removed as by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.improvement.patch import PatchError

_INDENT = " " * 6


@dataclass
class Examples:
    """The training examples below a project's `root`."""

    root: Path

    def files(self) -> list[Path]:
        """Return the files that may hold training examples."""
        return sorted((self.root / "data").rglob("*.yml"))

    def texts(self) -> list[str]:
        """Return all examples."""
        return [text for path in self.files() for _, text in _read(path)]

    def topic_of(self, text: str) -> str | None:
        """Return the topic that `text` is an example of already, or None."""
        for path in self.files():
            for topic, line in _read(path):
                if plain(line) == plain(text):
                    return topic
        return None

    def add(self, text: str, topic: str) -> Path:
        """Put `text` last among a topic's examples; return the file. Raises PatchError without one."""
        path = self._file_of(topic)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        last = max(place for place, owner in _owners(lines) if owner == topic)
        lines.insert(last + 1, f"{_INDENT}- {text}\n")
        path.write_text("".join(lines), encoding="utf-8")
        return path

    def remove(self, text: str, topic: str) -> None:
        """Take `text` away from a topic's examples, where it stands there."""
        path = self._file_of(topic)
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for place, owner in _owners(lines):
            if owner == topic and lines[place].strip() == f"- {text}":
                del lines[place]
                path.write_text("".join(lines), encoding="utf-8")
                return

    def _file_of(self, topic: str) -> Path:
        for path in self.files():
            if any(owner == topic for owner, _ in _read(path)):
                return path
        raise PatchError(f"No file of data/ has examples of '{topic}'. Add the topic first.")


def _read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the topic and the text of each example."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for place, topic in _owners(lines):
        yield topic, lines[place].strip().removeprefix("- ")


def _owners(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the place of each example's line with the topic that it belongs to."""
    topic = ""
    for place, line in enumerate(lines):
        if line.startswith("  - intent:"):
            topic = line.partition(":")[2].strip()
        elif topic and line.startswith(f"{_INDENT}- "):
            yield place, topic


def plain(text: str) -> str:
    """Return a message without what does not tell it from another: capitals, last marks."""
    return text.lower().strip(" ?!.")
