"""Which words need support, which stand for one another, which a patient must have explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from needlewise.knowledge.fields import Fields, read_yaml
from needlewise.knowledge.lemma import lemma, lemmas, root


@dataclass(frozen=True)
class Vocabulary:
    """Words that need support, or none.

    `plain` words state no fact by themselves; `synonyms` gives, by root, the roots that support a
    word; a word of amount or strength is borne out by its `amounts`. `terms` of the field are
    explained by one of their words; one without such words needs no explanation.
    """

    plain: frozenset[str]
    synonyms: Mapping[str, frozenset[str]]
    amounts: Mapping[str, frozenset[str]]
    terms: Mapping[str, tuple[str, ...]]

    def supports(self, word: str, given: frozenset[str]) -> bool:
        """Return whether passages with the roots `given` support `word`."""
        if self.plain & {word, lemma(word)} or word in self.amounts:
            return True
        own = root(lemma(word))
        return own in given or not given.isdisjoint(self.synonyms.get(own, ()))


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the words of synonyms.yml and terms.yml in the content's folder. Raises ContentError."""
    file = "knowledge/synonyms.yml"
    fields = Fields(read_yaml(folder / "synonyms.yml", file), file)
    plain = {word for line in fields.names("plain") for word in line.split()}
    amounts, glosses = fields.nested("amounts"), fields.nested("glosses")
    vocabulary = Vocabulary(
        plain=frozenset(plain | set(map(lemma, plain))),
        synonyms=_synonyms(
            fields.names("synonyms"), {term: glosses.text(term) for term in glosses}
        ),
        amounts={word: lemmas(amounts.text(word)) for word in amounts},
        terms=_terms(folder),
    )
    fields.finish()
    return vocabulary


def _synonyms(groups: Iterable[str], glosses: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return what supports each word: all of its group, and each term that it explains."""
    synonyms: dict[str, frozenset[str]] = {}
    for group in map(_roots, groups):
        synonyms |= {word: synonyms.get(word, frozenset()) | group for word in group}
    for term, plain in glosses.items():
        synonyms |= {word: synonyms.get(word, frozenset()) | _roots(term) for word in _roots(plain)}
    return synonyms


def _roots(line: str) -> frozenset[str]:
    return frozenset(root(lemma(word)) for word in line.split())


def _terms(folder: Path) -> dict[str, tuple[str, ...]]:
    file = "knowledge/terms.yml"
    fields = Fields(read_yaml(folder / "terms.yml", file), file)
    known = dict.fromkeys(fields.names("known"), ())
    explained = fields.nested("explained")
    return known | {term: explained.names(term) for term in explained}
