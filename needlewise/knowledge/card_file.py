"""Reading a card from its YAML file."""

from pathlib import Path

from needlewise.knowledge.card import Card, Citation, Claim, Difference, Step, Variant
from needlewise.knowledge.fields import ContentError, Fields, parse_yaml, read_yaml


class CardError(ContentError):
    """A card's file that does not have the form of knowledge/card.schema.json."""


def read_card(path: Path) -> Card:
    """Return the card at .../cards/<area>/<topic>.yml. Raises CardError."""
    area, topic = path.parent.name, path.stem
    file = f"knowledge/cards/{area}/{path.name}"
    card = _card(Fields(read_yaml(path, file, CardError), file, error=CardError), area)
    if card.topic != topic:
        raise CardError(
            file, f"says topic '{card.topic}'", f"Write 'topic: {topic}' or rename the file."
        )
    return card


def parse_card(text: str, area: str, file: str) -> Card:
    """Return the card that the YAML in `text` describes; `file` names it in messages. Raises CardError."""
    return _card(Fields(parse_yaml(text, file, CardError), file, error=CardError), area)


def _card(fields: Fields, area: str) -> Card:
    card = Card(
        topic=fields.text("topic"),
        title=fields.text("title"),
        area=area,
        claims=_step(fields, "claims"),
        more=_more(fields),
        variants={name: _variant(variant) for name, variant in fields.groups("variants")},
        differences=tuple(
            _difference(Fields(data, fields.file, f"difference {number}", CardError))
            for number, data in enumerate(fields.items("differences"), 1)
        ),
        guidance=_step(fields, "guidance"),
        not_covered=_step(fields, "not_covered"),
        follow_ups=fields.names("follow_ups"),
        owner=fields.optional_text("owner"),
        reviewed_by=fields.text("reviewed_by"),
        reviewed_on=fields.day("reviewed_on"),
        review_due=fields.day("review_due"),
        clinician_sign_off=fields.optional_text("clinician_sign_off"),
    )
    if not card.claims:
        raise fields.fault("has no claims", "Add 'claims:', the short answer.")
    fields.finish()
    return card


def _step(fields: Fields, name: str) -> Step:
    return _claims(fields.items(name), fields, f"{fields.where} {name}".strip())


def _more(fields: Fields) -> tuple[Step, ...]:
    steps = fields.items("more")
    place = f"{fields.where} more".strip()
    if not all(isinstance(step, list) and step for step in steps):
        raise fields.fault("has a 'more' that is no list of steps", "Start each step with '- -'.")
    return tuple(
        _claims(step, fields, f"{place}, step {number},")
        for number, step in enumerate(steps, 1)
        if isinstance(step, list)
    )


def _claims(items: list[object], fields: Fields, place: str) -> Step:
    return tuple(
        _claim(
            Fields(data, fields.file, f"{place} {number}".replace("claims ", "claim "), CardError)
        )
        for number, data in enumerate(items, 1)
    )


def _claim(fields: Fields) -> Claim:
    claim = Claim(
        text=fields.text("text"),
        citations=tuple(
            _citation(Fields(data, fields.file, f"{fields.where}, citation {number}", CardError))
            for number, data in enumerate(fields.items("citations"), 1)
        ),
        absent=fields.flag("absent"),
        unconfirmed=fields.flag("unconfirmed"),
    )
    fields.finish()
    return claim


def _citation(fields: Fields) -> Citation:
    if "profile" in fields:
        citation = Citation(profile=fields.text("profile"))
    elif "heading" in fields:
        heading, paragraph = fields.text("heading"), fields.whole("paragraph")
        citation = Citation(fields.text("source"), heading, paragraph)
    else:
        citation = Citation(fields.text("source"))
    fields.finish()
    return citation


def _variant(fields: Fields) -> Variant:
    variant = Variant(_step(fields, "claims"), _more(fields))
    if not variant.claims:
        raise fields.fault("has no claims", "Add 'claims:' or remove the variant.")
    fields.finish()
    return variant


def _difference(fields: Fields) -> Difference:
    difference = Difference(fields.text("point"), _step(fields, "sides"))
    fields.finish()
    return difference
