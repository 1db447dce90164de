"""Every kind of answer as each channel shows it: golden texts, limits, and the same words everywhere."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from kinds import KINDS, with_choices

from frontdesk.gateway.channels.form import FORMS
from frontdesk.gateway.channels.rendering import Piece, render
from frontdesk.gateway.channels.splitting import length
from frontdesk.gateway.notice import Notice
from needlewise.answer.red_flag import red_flag
from needlewise.answer.topic import Topic, answer
from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library
from needlewise.language.sms import fits_one_sms, plain

ROOT = Path(__file__).parents[2]
GOLDEN = yaml.safe_load((Path(__file__).parent / "renderings.yml").read_text("utf-8"))
LIBRARY = Library.load(ROOT / "knowledge", Clinic.load(ROOT / "clinic.yml"))
WORDING = Wording.load()
Message = dict[str, Any]


def shown(pieces: list[Piece]) -> list[Any]:
    """Return the messages as they stand in renderings.yml: a text, or a text and its buttons."""
    return [
        {"text": one["text"], "buttons": [button["title"] for button in one["buttons"]]}
        if one["buttons"]
        else one["text"]
        for one in pieces
    ]


@pytest.mark.parametrize("channel", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_shown_as_agreed(kind: str, channel: str) -> None:
    assert shown(render(KINDS[kind], FORMS[channel])) == GOLDEN[kind][channel]


def test_every_kind_of_the_contract_has_its_golden_texts() -> None:
    kinds = {message["kind"] for messages in KINDS.values() for message in messages}
    assert kinds == {
        "answer", "clarification", "not_covered", "out_of_scope", "red_flag", "advice_boundary",
        "handoff", "small_talk", "notice",
    }  # fmt: skip
    assert set(GOLDEN) == set(KINDS)


def every_card() -> list[Message]:
    """Return the answer to every topic that has one, as the desk gets it."""
    cards = [card for card in LIBRARY.cards.values() if card.claims and card.topic != "red_flag"]
    answers = [answer(LIBRARY, WORDING, [Topic(card)], with_guidance=True) for card in cards]
    return [with_choices(replace(one, id=str(UUID(int=0))).to_dict()) for one in answers]


@pytest.mark.parametrize("channel", FORMS)
def test_every_card_keeps_limits_sources_and_disclaimer(channel: str) -> None:
    form = FORMS[channel]
    for message in every_card():
        pieces = render([message], form)
        text = "\n\n".join(piece["text"] for piece in pieces)
        assert all(0 < length(piece["text"]) <= form.characters for piece in pieces)
        assert plain(LIBRARY.notices.disclaimer) in plain(text)
        for citation in message["citations"]:
            assert plain(citation["publisher"]) in plain(text)
        for button in pieces[-1]["buttons"]:
            assert len(button["title"]) <= form.title and len(button["choice"]) <= 64


def test_every_card_says_the_same_everywhere() -> None:
    for message in every_card():
        claims = [claim["text"] for part in message["parts"] for claim in part["claims"]]
        for form in FORMS.values():
            said = plain(" ".join(piece["text"] for piece in render([message], form)))
            assert all(plain(" ".join(claim.split())) in " ".join(said.split()) for claim in claims)


@pytest.mark.parametrize("country", ["GB", "IE", "US", "CA", "AU", "NZ", "DE"])
@pytest.mark.parametrize("channel", FORMS)
def test_red_flag_of_every_group_is_first_whole_and_one_sms(country: str, channel: str) -> None:
    clinic = replace(Clinic.load(ROOT / "clinic.yml"), country=country)
    library = Library.load(ROOT / "knowledge", clinic)
    for group in [None, *library.card("red_flag").variants]:
        message = with_choices(replace(red_flag(library, group), id=str(UUID(int=0))).to_dict())
        first, *rest = render([message], FORMS[channel])
        assert fits_one_sms(first["text"])
        assert library.emergency.emergency.number in first["text"]
        said = " ".join(piece["text"] for piece in rest)
        assert clinic.phone in said
        assert library.notices.disclaimer in said


@pytest.mark.parametrize("words", ["unreadable", "group", "too_long", "too_fast", "pending"])
def test_desk_s_own_words_name_a_person_to_call(words: str) -> None:
    message = Notice(LIBRARY).say(words, "sms:x", UUID(int=0))
    (piece,) = render([message], FORMS["sms"])
    assert LIBRARY.clinic.phone in piece["text"]
    assert LIBRARY.emergency.emergency.number in piece["text"]


def test_markup_of_a_patient_s_words_is_left_alone() -> None:
    text = "You said *bold* _it_ <b>x</b> & [link](http://x) `code` /start @all"
    message = {**KINDS["small_talk"][0], "text": text}
    for channel in ("telegram", "messenger", "slack", "whatsapp"):
        assert render([message], FORMS[channel])[0]["text"] == text
