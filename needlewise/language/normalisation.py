"""Text from strangers, made safe to store, show and read, with every meaning kept."""

import re
import unicodedata

_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00b4": "'",
        "`": "'",
    }
)
# Marks that reorder what a reader sees (Unicode TR36: bidirectional overrides, embeddings, isolates).
_REORDERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Invisible marks that only split words; the joiners U+200C and U+200D stay, emoji and Persian need them.
_INVISIBLE = set("\u00ad\u200b\u2060\ufeff")
_SPACE = re.compile(r"[^\S\n]+")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_UNFINISHED = re.compile(r"(?<=[^.?!,;:])\n")


def normalise(text: str) -> str:
    """Return `text` in NFC, without controls, lone surrogates or reordering marks.

    Emoji and right-to-left text are kept, curly quotes become straight ones, and a run of white
    space one blank, or one line break where it holds one. Doing it twice changes nothing.
    """
    composed = unicodedata.normalize("NFC", text.translate(_QUOTES))
    kept = composed if composed.isprintable() else "".join(map(_kept, composed))
    # Removing a mark can bring a letter and its accent together, so compose once more.
    return _LINE_BREAK.sub("\n", _SPACE.sub(" ", unicodedata.normalize("NFC", kept))).strip()


def fold(text: str) -> str:
    """Return `text` normalised and without its typographical clothes, for matching: full-width and
    ornamental letters become plain ones (NFKC), capitals small, and the end of a line that of a
    sentence."""
    plain = normalise(unicodedata.normalize("NFKC", normalise(text)).lower())
    return _UNFINISHED.sub(". ", plain).replace("\n", " ")


def _kept(character: str) -> str:
    if character.isspace():
        return "\n" if character in "\n\r\x0b\x0c\x85\u2028\u2029" else " "
    if character in _REORDERING or character in _INVISIBLE:
        return ""
    return "" if unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") else character
