"""The list of common words, made from spaCy's lookup tables (spacy-lookups-data, MIT).

`python -m needlewise.language.common_words` writes common_words.txt anew.
"""

from pathlib import Path
from typing import Any, cast

import spacy_lookups_data
import srsly

_COMMONEST = 30_000
_BEYOND_DOUBT = 2_500  # so common that no dictionary has to know them: "with", "since", "yourself"
_SHORTEST = 4  # shorter words are never repaired


def common_words() -> list[str]:
    """Return the commonest English words of the lexeme probability table, in alphabetical order.

    The table counts forum posts, so it has common slips too ("recieve"); a word stays only if the
    lemma tables know it, or if it is among the very commonest.
    """
    chances: dict[str, float] = {}
    for word, chance in _table("lexeme_prob").items():
        folded = word.lower()
        if len(folded) >= _SHORTEST and folded.isascii() and folded.isalpha():
            chances[folded] = max(chance, chances.get(folded, chance))
    commonest = sorted(chances, key=lambda word: (-chances[word], word))[:_COMMONEST]
    forms = _table("lemma_lookup")
    known = set(forms) | set(forms.values())
    known.update(*(words for words in _table("lemma_index").values()))
    return sorted(set(commonest[:_BEYOND_DOUBT]) | {word for word in commonest if word in known})


def _table(name: str) -> dict[str, Any]:
    folder = Path(spacy_lookups_data.__file__).parent / "data"
    return cast(dict[str, Any], srsly.read_gzip_json(folder / f"en_{name}.json.gz"))


if __name__ == "__main__":
    path = Path(__file__).with_name("common_words.txt")
    path.write_text("\n".join(common_words()) + "\n", encoding="utf-8")
