"""Words as they are searched for: one meaning on SQLite (FTS5) and PostgreSQL (trigrams)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, TextField
from django.db.models.sql.compiler import SQLCompiler

_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MOST = 12  # phrases of a search; the rest is left out
_SHORTEST_BEGINNING = 3  # letters; a shorter word must be the whole word

Phrase = tuple[str, ...]
Sql = tuple[str, list[Any]]


def words(text: str) -> Phrase:
    """Return the words of a text, small and without accents: letters and figures, nothing else."""
    return tuple(_WORD.findall(text.lower() if text.isascii() else _plain(text)))


def _plain(text: str) -> str:
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in small if not unicodedata.combining(c))


def phrases(search: str) -> list[Phrase]:
    """Return what somebody searches for: words, and phrases where they stand in quotes."""
    return list(_phrases(search))[:_MOST]


def _phrases(search: str) -> Iterator[Phrase]:
    for quoted, bare in _CHUNK.findall(search):
        if found := words(quoted or bare):
            yield found


class WordsField(TextField):  # type: ignore[type-arg]
    """Holds a text as its words, a blank before and after each."""

    def get_prep_value(self, value: Any) -> Any:
        """Return what is stored of a text."""
        return f" {' '.join(words(value))} "


@WordsField.register_lookup
class HasPhrases(Lookup):
    """Every phrase stands there, its last word at least by its beginning."""

    lookup_name = "has_phrases"
    prepare_rhs = False
    rhs: Sequence[Phrase]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Ask FTS5; nothing but words comes between its quotes."""
        column, parameters = self.process_lhs(compiler, connection)
        asked = " AND ".join(
            f'"{" ".join(phrase)}"{"*" if _is_beginning(phrase) else ""}' for phrase in self.rhs
        )
        return f"{column} MATCH %s", [*parameters, asked]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """Ask the trigram index; a word has none of the signs that LIKE reads."""
        column, parameters = self.process_lhs(compiler, connection)
        patterns = [
            f"% {' '.join(phrase)}{'' if _is_beginning(phrase) else ' '}%" for phrase in self.rhs
        ]
        asked = " AND ".join(f"{column} LIKE %s" for _ in patterns)
        return f"({asked})", [part for one in patterns for part in (*parameters, one)]


def _is_beginning(phrase: Phrase) -> bool:
    return len(phrase[-1]) >= _SHORTEST_BEGINNING
