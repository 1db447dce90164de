"""A small library made by hand, so that a test shows all that it rests on."""

from datetime import date

from needlewise.knowledge.card import Card, Citation, Claim, Difference, Variant
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.emergency import Emergency, Line
from needlewise.knowledge.library import Library
from needlewise.knowledge.notice import Notices
from needlewise.knowledge.source import Source

ALPHA = Citation("alpha", "Opening", 1)
BETA = Citation("beta", "Results", 2)
GUIDE = Citation("guide")
PHONE = Citation(profile="phone")
CLINIC = Clinic(name="Test Clinic", country="GB", phone="01632 960000")
SOURCES = [
    Source("alpha", "document", "Alpha Physio", "On needles"),
    Source("beta", "document", "Beta Health", "On backs"),
    Source(
        "guide", "guidance", "A board", "Rules", "https://example.org/r", read_on=date(2026, 11, 1)
    ),
]
NOTICES = Notices(
    version="1",
    greeting="Hello.",
    pinned="A machine.",
    disclaimer="Not advice.",
    emergency="Call 999.",
    unconfirmed="Not signed yet.",
    reviewed_by="Editors",
    reviewed_on=date(2026, 11, 1),
    review_due=date(2027, 11, 1),
    clinician_sign_off="pending",
)


def card(topic: str, *claims: Claim, **fields: object) -> Card:
    """Return a card with what the test is about; the rest is plain."""
    given = {
        "title": f"What about {topic}?",
        "area": "session",
        "reviewed_on": date(2026, 11, 20),
        "review_due": date(2027, 11, 20),
        "clinician_sign_off": "pending",
    }
    return Card(topic, claims=claims, **(given | fields))  # type: ignore[arg-type]


PAIN = card(
    "pain",
    Claim("It hurts a little.", (ALPHA, BETA)),
    Claim("It soon passes.", (ALPHA,)),
    more=((Claim("A deep ache.", (BETA,)),), (Claim("A prick.", (ALPHA,)),)),
    variants={"sciatica": Variant((Claim("In the leg.", (ALPHA,)),))},
    differences=(Difference("How much", (Claim("Alpha says a lot.", (ALPHA,)),)),),
    guidance=(Claim("A board says ask.", (GUIDE,)),),
    follow_ups=("visits", "cost"),
)
VISITS = card(
    "visits",
    Claim("A few.", (BETA,)),
    follow_ups=("pain", "cost"),
    reviewed_on=date(2026, 10, 1),
    review_due=date(2027, 10, 1),
)
COST = card("cost", area="clinic", not_covered=(Claim("Call us.", (PHONE,)),), follow_ups=("pain",))
BOOKING = card("book_appointment", Claim("Come by.", (Citation(profile="booking"),)), area="clinic")
BOUNDARY = card(
    "personal_medical_advice",
    Claim("I can't judge that.", (ALPHA,)),
    Claim("Ask whoever prescribed it.", unconfirmed=True),
    guidance=(Claim("A board names more.", (GUIDE,)),),
    follow_ups=("pain", "visits"),
)
RED_FLAG = card(
    "red_flag",
    Claim("Call 999.", unconfirmed=True),
    variants={"lung": Variant((Claim("Call 999 now.", (GUIDE,)), Claim("Tell us.", (PHONE,))))},
)

LIBRARY = Library(
    clinic=CLINIC,
    cards={one.topic: one for one in (PAIN, VISITS, COST, BOOKING, BOUNDARY, RED_FLAG)},
    sources={source.id: source for source in SOURCES},
    notices=NOTICES,
    emergency=Emergency(Line("999")),
    content_version="v1",
)
