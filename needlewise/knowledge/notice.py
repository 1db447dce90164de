"""What the assistant says about itself: greeting, pinned notice, disclaimer. Reviewed like a card."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from needlewise.knowledge.fields import Fields, read_yaml
from needlewise.knowledge.placeholder import fill_text

FILE = "knowledge/notices.yml"


@dataclass(frozen=True)
class Notices:
    """The texts of notices.yml, placeholders filled.

    `pinned` stands above the conversation from its first moment; a patient who writes has seen
    `version` of it. `disclaimer` goes with every answer, `emergency` beside every conversation,
    `unconfirmed` with a claim that the clinic has not signed yet.
    """

    version: str
    greeting: str
    pinned: str
    disclaimer: str
    emergency: str
    unconfirmed: str
    reviewed_by: str
    reviewed_on: date
    review_due: date
    clinician_sign_off: str


def read_notices(path: Path, said: Mapping[str, str | None], greeting: str | None) -> Notices:
    """Return the notices with `said` in their placeholders; the clinic's own `greeting` goes first.

    Raises ContentError where a text is missing or a placeholder has no value.
    """
    fields = Fields(read_yaml(path, FILE), FILE)
    ours = _filled(fields, "greeting", said)
    notices = Notices(
        version=fields.text("version"),
        greeting=greeting or ours,
        pinned=_filled(fields, "pinned", said),
        disclaimer=_filled(fields, "disclaimer", said),
        emergency=_filled(fields, "emergency", said),
        unconfirmed=_filled(fields, "unconfirmed", said),
        reviewed_by=fields.text("reviewed_by"),
        reviewed_on=fields.day("reviewed_on"),
        review_due=fields.day("review_due"),
        clinician_sign_off=fields.text("clinician_sign_off"),
    )
    fields.finish()
    return notices


def _filled(fields: Fields, name: str, said: Mapping[str, str | None]) -> str:
    filled = fill_text(fields.text(name), said)
    if filled is None:
        raise fields.fault(
            f"has a '{name}' with a placeholder that has no value", f"Use {sorted(said)}."
        )
    return filled
