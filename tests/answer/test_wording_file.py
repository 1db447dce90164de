import re
from dataclasses import asdict

import pytest

from needlewise.answer import wording as module
from needlewise.answer.wording import Wording
from needlewise.knowledge.fields import ContentError
from needlewise.knowledge.library import Library

_KNOWN = {"phone", "choices"}


def test_wording_leaves_nothing_in_braces_but_what_is_filled(wording: Wording) -> None:
    texts = [text for text in asdict(wording).values() if isinstance(text, str)]
    assert {name for text in texts for name in re.findall(r"\{(\w*)\}", text)} <= _KNOWN


def test_wording_starts_from_topics_that_have_a_card(
    wording: Wording, real_library: Library
) -> None:
    assert set(wording.starters) <= real_library.cards.keys()
    assert len(wording.starters) >= 3


def test_wording_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parse_yaml", lambda text, file: {"unknown": "?"})
    with pytest.raises(
        ContentError, match=r"needlewise/answer/wording\.yml: misses .*clarification"
    ):
        Wording.load()
