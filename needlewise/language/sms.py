"""The letters of the SMS alphabet (GSM 03.38): with one outside it, a text takes twice as many SMS."""

ONE_SMS = 160  # letters
_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€\f")  # letters that take the room of two
_PLAIN = str.maketrans("“”‘’–—•\u00a0[]", "\"\"''--- ()") | {ord("…"): "..."}


def plain(text: str) -> str:
    """Return the text with typographical marks and brackets as letters of the SMS alphabet."""
    return text.translate(_PLAIN)


def fits_one_sms(text: str) -> bool:
    """Say whether a text is one SMS."""
    if not all(letter in _ALPHABET or letter in _TWICE for letter in text):
        return False
    return len(text) + sum(letter in _TWICE for letter in text) <= ONE_SMS
