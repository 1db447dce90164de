"""The concepts of the pattern files, found in a message."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from needlewise.safety.phrase import Phrase

_EVERYWHERE = "shared"


class Mention(NamedTuple):
    """The words `start` to `end` (exclusive) of a message that say `concept`."""

    concept: str
    start: int
    end: int


@dataclass(eq=False)
class _Node:
    """A place between two words of some phrases; `concepts` are those said when one gets here."""

    following: dict[str, "list[_Node]"] = field(default_factory=dict)
    concepts: set[str] = field(default_factory=set)


class _State:
    """All nodes that a run of words can be at, joined as one. It remembers the states that it leads to,
    by words of the phrases only: there are only so many, and none holds what a patient wrote."""

    def __init__(self, nodes: frozenset[_Node], known: "dict[frozenset[_Node], _State]") -> None:
        self.concepts = sorted(set[str]().union(*(node.concepts for node in nodes)))
        self._known = known
        self._following: dict[str, _State] = {}
        self._nodes: dict[str, set[_Node]] = {}
        for node in nodes:
            for word, after in node.following.items():
                self._nodes.setdefault(word, set()).update(after)

    def after(self, word: str) -> "_State | None":
        """The state that `word` leads to, None if no phrase goes on with it."""
        if word not in self._nodes:
            return None
        if word not in self._following:
            nodes = frozenset(self._nodes[word])
            if nodes not in self._known:
                self._known[nodes] = _State(nodes, self._known)
            self._following[word] = self._known[nodes]
        return self._following[word]


class Lexicon:
    """Finds every wording of every concept, reading each word once.

    The phrases lie in one graph with a path for each wording. It is plain Python, so that both
    environments match alike, and it keeps no word of a message (spaCy's string store would).
    """

    def __init__(
        self,
        concepts: Mapping[str, Iterable[Phrase]],
        harmless: Mapping[str, Iterable[Phrase]],
        homes: Mapping[str, str],
    ) -> None:
        """`concepts`: phrases by concept; `harmless`: phrases by pattern file, inside which none of
        the file's concepts is meant (of the shared file: none at all); `homes`: each concept's file."""
        self._root = _Node()
        self._homes = homes
        self._harmless = {f"harmless in {home}": home for home in harmless}
        self.vocabulary: Counter[str] = Counter()  # each word and in how many wordings it is
        for concept, phrases in [
            *concepts.items(),
            *((f"harmless in {home}", harmless[home]) for home in harmless),
        ]:
            for phrase in phrases:
                self._add(concept, phrase)
        self._start = _State(frozenset([self._root]), {})

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """Return the mentions of all concepts in `words`, in order, overlapping ones too."""
        found = [mention for start in range(len(words)) for mention in self._from(words, start)]
        spoken_for: dict[str, set[int]] = {home: set() for home in self._harmless.values()}
        for mention in found:
            if mention.concept in self._harmless:
                spoken_for[self._harmless[mention.concept]].update(
                    range(mention.start, mention.end)
                )
        return [mention for mention in found if not self._is_harmless(mention, spoken_for)]

    def _is_harmless(self, mention: Mention, spoken_for: Mapping[str, set[int]]) -> bool:
        if mention.concept in self._harmless:
            return True
        homes = (self._homes.get(mention.concept, _EVERYWHERE), _EVERYWHERE)
        words = range(mention.start, mention.end)
        return any(spoken_for.get(home, set()).issuperset(words) for home in homes)

    def _from(self, words: Sequence[str], start: int) -> Iterator[Mention]:
        state: _State | None = self._start
        for end in range(start, len(words)):
            state = state.after(words[end]) if state else None
            if state is None:
                return
            for concept in state.concepts:
                yield Mention(concept, start, end + 1)

    def _add(self, concept: str, phrase: Phrase) -> None:
        nodes = [self._root]
        for place in phrase:
            target = _Node()
            for alternative in place.wordings:
                self.vocabulary.update(alternative)
                for node in nodes:
                    _connect(node, alternative, target)
            nodes = [*nodes, target] if place.optional else [target]
        for node in nodes:
            if node is not self._root:
                node.concepts.add(concept)


def _connect(node: _Node, wording: Sequence[str], target: _Node) -> None:
    for word in wording[:-1]:
        step = _Node()
        node.following.setdefault(word, []).append(step)
        node = step
    node.following.setdefault(wording[-1], []).append(target)
