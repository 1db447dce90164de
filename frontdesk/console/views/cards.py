"""GET /staff/cards: what the assistant may say, what supports it, when to read it again."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from frontdesk.console.content import shelf
from frontdesk.console.navigation import Key
from frontdesk.console.render import render
from frontdesk.gateway.apps import current_desk


def show(request: HttpRequest) -> HttpResponse:
    """Return all cards, overdue ones first."""
    cards = shelf.shelf(current_desk().library, _knowledge(), timezone.localdate())
    context = {
        "cards": cards,
        "overdue": sum(card.is_overdue for card in cards),
        "unsigned": sum(not card.is_signed for card in cards),
        "hard": sum(card.is_hard for card in cards),
    }
    return render(request, "cards.html", context)


def show_card(request: HttpRequest, topic: str) -> HttpResponse:
    """Return one card with the passages behind each claim."""
    library, documents = current_desk().library, settings.CONFIGURATION.documents
    card = library.cards.get(topic)
    if card is None:
        raise Http404
    context = {
        "one": shelf.shelve(library, card, _knowledge(), timezone.localdate()),
        "steps": list(shelf.steps(library, card, documents)),
        "keys": [Key("p", "print")],
    }
    return render(request, "card.html", context)


def _knowledge() -> Path:
    home: Path = settings.CONFIGURATION.home
    return home / "knowledge"
