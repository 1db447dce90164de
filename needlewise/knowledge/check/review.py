"""Rules on who reviewed a card, when, and where it leads."""

from collections.abc import Iterator
from datetime import date

from needlewise.knowledge.card import Card
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.problem import Problem


def find_overdue_review(card: Card, ground: Ground) -> Iterator[Problem]:
    """K005: the card was reviewed, and its next review is not over."""
    yield from check_review(card.file, card.reviewed_on, card.review_due, ground.today)


def check_review(file: str, reviewed_on: date, review_due: date, today: date) -> Iterator[Problem]:
    """K005, for whatever `file` is reviewed."""
    if review_due < today:
        yield Problem(
            file,
            "K005",
            f"the review was due on {review_due}",
            "Read it against its sources, then set 'reviewed_on' and 'review_due'.",
        )
    if reviewed_on > min(today, review_due):
        yield Problem(
            file,
            "K005",
            f"reviewed on {reviewed_on}, which is after today or after its next review",
            "Correct 'reviewed_on' or 'review_due'.",
        )


def find_missing_sign_off(card: Card, ground: Ground) -> Iterator[Problem]:
    """K015: the card says whether a clinician of the clinic has signed it off."""
    if card.clinician_sign_off is None:
        yield Problem(
            card.file,
            "K015",
            "has no 'clinician_sign_off'",
            "Add 'clinician_sign_off: pending', or who signed and when.",
        )


def find_unowned_card(card: Card, ground: Ground) -> Iterator[Problem]:
    """K023: somebody owns the card; the clinic's own owner is not named again."""
    if card.owner is None and ground.owner is None:
        yield Problem(
            card.file,
            "K023",
            "has no owner, and the clinic names none",
            "Add 'content_owner:' to clinic.yml, or 'owner:' here.",
        )
    elif card.owner is not None and card.owner == ground.owner:
        yield Problem(
            card.file,
            "K023",
            f"names the owner of all cards, '{card.owner}'",
            "Remove 'owner:'; it is for another's cards.",
        )


def find_dead_follow_ups(card: Card, ground: Ground) -> Iterator[Problem]:
    """K008: two or three follow-ups, each another topic; a red flag, answered alone, has none."""
    wanted = range(1) if card.topic == "red_flag" else range(2, 4)
    if len(card.follow_ups) not in wanted:
        yield Problem(
            card.file,
            "K008",
            f"has {len(card.follow_ups)} follow-ups",
            f"Name {'none' if card.topic == 'red_flag' else 'two or three topics'}.",
        )
    for topic in card.follow_ups:
        if topic not in ground.topics or topic == card.topic or card.follow_ups.count(topic) > 1:
            yield Problem(
                card.file,
                "K008",
                f"follow-up '{topic}' leads nowhere new",
                "Name another topic's id.",
            )
