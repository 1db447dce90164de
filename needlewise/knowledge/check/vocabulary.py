"""Which words need support, which stand for one another, which a patient must have explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from needlewise.knowledge.fields import Fields, read_yaml
from needlewise.knowledge.lemma import lemma, root


@dataclass(frozen=True)
class Vocabulary:
    """Words, as dictionary forms.

    `plain` ones state no fact by themselves; a word's `synonyms` support it; a word of amount or
    strength is borne out by its `amounts`. `terms` of the field are explained by one of their words;
    one without such words needs no explanation.
    """

    plain: frozenset[str]
    synonyms: Mapping[str, frozenset[str]]
    amounts: Mapping[str, frozenset[str]]
    terms: Mapping[str, tuple[str, ...]]

    def supports(self, word: str, given: frozenset[str], roots: frozenset[str]) -> bool:
        """Return whether the lemma `word` is covered by the lemmas `given`, whose `roots` are known."""
        if word in self.plain or word in self.amounts or word in given or root(word) in roots:
            return True
        return any(other in given or root(other) in roots for other in self.synonyms.get(word, ()))


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the words of synonyms.yml and terms.yml in the content's folder. Raises ContentError."""
    fields = Fields(
        read_yaml(folder / "synonyms.yml", "knowledge/synonyms.yml"), "knowledge/synonyms.yml"
    )
    plain = frozenset(lemma(word) for line in fields.names("plain") for word in line.split())
    plain |= {word for line in fields.names("plain") for word in line.split()}
    groups = [frozenset(map(lemma, line.split())) for line in fields.names("synonyms")]
    amounts = fields.nested("amounts")
    borne_out = {word: frozenset(map(lemma, amounts.text(word).split())) for word in amounts}
    fields.finish()
    synonyms: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            synonyms[word] = synonyms.get(word, frozenset()) | group
    return Vocabulary(plain, synonyms, borne_out, _terms(folder))


def _terms(folder: Path) -> dict[str, tuple[str, ...]]:
    file = "knowledge/terms.yml"
    fields = Fields(read_yaml(folder / "terms.yml", file), file)
    known = dict.fromkeys(fields.names("known"), ())
    explained = fields.nested("explained")
    return known | {term: explained.names(term) for term in explained}
