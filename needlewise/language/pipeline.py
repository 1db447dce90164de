"""The spaCy pipeline of the project: blank English, lookup lemmas, and patterns for what patients name.

`python -m needlewise.language.pipeline FOLDER` writes it as FOLDER/needlewise-<hash> and prints that
path. Rasa fingerprints a pipeline by its name only, so the name has to change with the content.
"""

import hashlib
import sys
from pathlib import Path

import spacy
import yaml
from spacy.language import Language

_HERE = Path(__file__).parent
_UNITS = ["day", "days", "week", "weeks", "month", "months", "year", "years", "yr", "hour", "hours"]
_AMOUNTS = "one two three four five six seven eight nine ten twelve a few several couple many".split()


def patterns(path: Path = _HERE / "entities.yml") -> list[dict[str, object]]:
    """Return the entity ruler's patterns, each with the entity's name and, as id, its value."""
    named = yaml.safe_load(path.read_text(encoding="utf-8"))
    phrases: list[dict[str, object]] = [
        {"label": entity, "id": value, "pattern": phrase}
        for entity, values in named.items()
        for value, phrases_of_value in values.items()
        for phrase in phrases_of_value
    ]
    amount = {"LOWER": {"IN": _AMOUNTS}}
    unit = {"LOWER": {"IN": _UNITS}}
    return phrases + [
        {"label": "duration", "pattern": [{"LIKE_NUM": True}, unit]},
        {"label": "duration", "pattern": [amount, unit]},
        {"label": "duration", "pattern": [amount, {"LOWER": "of", "OP": "?"}, unit]},
    ]


def create(found: list[dict[str, object]] | None = None) -> Language:
    """Return the pipeline, ready to read small-letter text; nothing is loaded from disk but tables
    of spacy-lookups-data."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    pipeline.initialize()
    ruler.add_patterns(patterns() if found is None else found)  # type: ignore[attr-defined]
    return pipeline


def name() -> str:
    """Return the pipeline's folder name: `needlewise-` and a hash of all that shapes it."""
    content = hashlib.sha256(spacy.__version__.encode())
    for file in (_HERE / "entities.yml", Path(__file__)):
        content.update(file.read_bytes())
    return f"needlewise-{content.hexdigest()[:12]}"


def build(folder: Path) -> Path:
    """Write the pipeline below `folder`, unless it stands there already, and return its path."""
    path = folder / name()
    if not (path / "meta.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        create().to_disk(path)
    return path


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
