"""Cards as staff read them: what supports each claim, what is overdue, how hard it reads."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from staff import Staff

from frontdesk.console.content import shelf
from frontdesk.console.member import Role
from frontdesk.gateway.apps import current_desk

ROOT = Path(__file__).resolve().parents[2]
HURTS = reverse("console:card", kwargs={"topic": "does_it_hurt"})


def test_every_card_has_a_page(staff: Callable[[Role], Staff]) -> None:
    viewer = staff(Role.VIEWER)
    page = viewer.get(reverse("console:cards")).content.decode()
    topics = current_desk().library.cards
    assert page.count('href="/staff/cards/') == len(topics)
    for topic in topics:
        assert viewer.get(reverse("console:card", kwargs={"topic": topic})).status_code == 200


def test_card_names_its_owner_or_has_the_clinics(staff: Callable[[Role], Staff]) -> None:
    library, viewer = current_desk().library, staff(Role.VIEWER)
    owners = {topic: library.owner(library.card(topic)) for topic in ("does_it_hurt", "cost")}
    assert owners == {"does_it_hurt": library.clinic.content_owner, "cost": "The practice manager"}
    for topic, owner in owners.items():
        page = viewer.get(reverse("console:card", kwargs={"topic": topic})).content.decode()
        assert f"<dd>{owner}</dd>" in page
    assert viewer.get(reverse("console:cards")).content.decode().count("The practice manager") == 5


def test_overdue_cards_come_first() -> None:
    library = current_desk().library
    last = max(card.review_due for card in library.cards.values())
    cards = shelf.shelf(library, ROOT / "knowledge", last + timedelta(days=1))
    assert all(card.is_overdue for card in cards)
    assert [card.card.review_due for card in cards] == sorted(
        card.card.review_due for card in cards
    )
    earlier = min(card.review_due for card in library.cards.values())
    assert not any(card.is_overdue for card in shelf.shelf(library, ROOT / "knowledge", earlier))


def test_claims_stand_with_the_passages_that_support_them(tmp_path: Path) -> None:
    library = current_desk().library
    card = library.card("does_it_hurt")
    source = library.source(next(c.source for c in card.claims[0].citations if c.source))
    heading, paragraph = card.claims[0].citations[0].heading, card.claims[0].citations[0].paragraph
    assert paragraph
    (tmp_path / "headings.txt").write_text(f"[{source.file}]\n{heading}\n", encoding="utf-8")
    lines = [str(heading), *(f"Paragraph {n}." for n in range(1, paragraph + 1))]
    (tmp_path / str(source.file)).write_text("\n".join(lines), encoding="utf-8")
    first = next(shelf.steps(library, card, tmp_path)).claims[0][1][0]
    assert first.text == f"Paragraph {paragraph}."
    assert first.source == source


def test_documents_that_are_not_at_hand_are_told_so(
    staff: Callable[[Role], Staff], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdesk.console.views.cards.shelf._passages", lambda *_: {})
    assert "not at hand" in staff(Role.VIEWER).get(HURTS).content.decode()
