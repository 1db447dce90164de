"""The spaCy pipeline of the project: blank English, lookup lemmas, and patterns for what patients name.

`python -m needlewise.language.pipeline FOLDER CONFIG` writes it as FOLDER/needlewise-<hash> and puts
that path into Rasa's CONFIG. Rasa fingerprints a pipeline by its name only, so the name has to change
with the content.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import spacy
import yaml
from spacy.about import __version__ as spacy_version
from spacy.language import Language

_HERE = Path(__file__).parent
_COMPONENTS = {"lemmatizer": {"mode": "lookup"}, "entity_ruler": {"phrase_matcher_attr": "LOWER"}}
_LEMMAS = "lemma_lookup"  # spaCy's name for the table
_UNITS = ["day", "days", "week", "weeks", "month", "months", "year", "years", "yr", "hour", "hours"]
_AMOUNTS = (
    "one two three four five six seven eight nine ten twelve a few several couple many".split()
)


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
    return [
        *phrases,
        {"label": "duration", "pattern": [{"LIKE_NUM": True}, unit]},
        {"label": "duration", "pattern": [amount, unit]},
        {"label": "duration", "pattern": [amount, {"LOWER": "of", "OP": "?"}, unit]},
    ]


def create(found: list[dict[str, object]] | None = None) -> Language:
    """Return the pipeline, ready to read small-letter text; nothing is loaded from disk but tables
    of spacy-lookups-data."""
    pipeline = spacy.blank("en")
    for component, settings in _COMPONENTS.items():
        pipeline.add_pipe(component, config=settings)
    pipeline.initialize()
    ruler = pipeline.get_pipe("entity_ruler")
    ruler.add_patterns(patterns() if found is None else found)  # type: ignore[attr-defined]
    _keep_lemmas(pipeline)
    return pipeline


def _keep_lemmas(pipeline: Language) -> None:
    """Keep the lemmas of the words that the patterns know: all 41,000 would take 12 MB of each process."""
    lookups = pipeline.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    lemmas = lookups.get_table(_LEMMAS)
    words = [word for word in pipeline.vocab.strings if word in lemmas]
    lookups.remove_table(_LEMMAS)
    lookups.add_table(_LEMMAS, {word: lemmas[word] for word in words})


def name() -> str:
    """Return the pipeline's folder name: `needlewise-` and a hash of all that shapes it."""
    content = json.dumps([spacy_version, _COMPONENTS, _LEMMAS, patterns(_HERE / "entities.yml")])
    return f"needlewise-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def build(folder: Path) -> Path:
    """Write the pipeline below `folder`, unless it stands there already, and return its path."""
    path = folder / name()
    if not (path / "meta.json").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        create().to_disk(path)
    return path


def put_into(config: Path, path: Path) -> None:
    """Name the pipeline at `path` in Rasa's `config`, which is left alone where it names it already."""
    text = config.read_text(encoding="utf-8")
    named = re.sub(r"(?m)^(\s*model: ).*/needlewise-\w+$", rf"\g<1>{path.as_posix()}", text)
    if named != text:
        config.write_text(named, encoding="utf-8")


if __name__ == "__main__":
    put_into(Path(sys.argv[2]), build(Path(sys.argv[1])))
