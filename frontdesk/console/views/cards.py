"""GET /staff/cards: what the assistant may say, what supports it, when to read it again."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from frontdesk.console.content import shelf
from frontdesk.console.render import render
from frontdesk.gateway.apps import current_desk


def show(request: HttpRequest) -> HttpResponse:
    """Return all cards, overdue ones first."""
    home = settings.CONFIGURATION.home
    cards = shelf.shelf(current_desk().library, home / "knowledge", timezone.localdate())
    context = {
        "cards": cards,
        "overdue": sum(card.is_overdue for card in cards),
        "unsigned": sum(not card.is_signed for card in cards),
        "hard": sum(card.is_hard for card in cards),
    }
    return render(request, "cards.html", context)


def show_card(request: HttpRequest, topic: str) -> HttpResponse:
    """Return one card with the passages behind each claim."""
    library, configuration = current_desk().library, settings.CONFIGURATION
    card = library.cards.get(topic)
    if card is None:
        raise Http404
    context = {
        "one": shelf.shelve(card, configuration.home / "knowledge", timezone.localdate()),
        "steps": list(shelf.steps(library, card, configuration.documents)),
        "has_documents": configuration.documents is not None,
        "keys": [("p", "print")],
    }
    return render(request, "card.html", context)
