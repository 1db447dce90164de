"""The console's menu, in the order of a physiotherapist's morning, and the keys of its pages."""

from dataclasses import dataclass

from frontdesk.console.access import Permission


@dataclass(frozen=True)
class Place:
    """A page of the menu; `key` after `g` goes there. `group` is the heading it stands under."""

    group: str
    title: str
    route: str
    key: str
    permission: Permission

    @property
    def name(self) -> str:
        """The route with its namespace."""
        return f"console:{self.route}"


@dataclass(frozen=True)
class Key:
    """A key (or several) of one page and what it does there, for whom the page offers it."""

    key: str
    meaning: str
    permission: Permission = Permission.READ


PLACES = (
    Place("Today", "Safety", "home", "s", Permission.READ),
    Place("Today", "Call-backs", "callbacks", "c", Permission.READ),
    Place("Review", "Inbox", "inbox", "i", Permission.READ),
    Place("Improve", "Improve", "improve", "m", Permission.READ),
    Place("Improve", "Corrections", "corrections", "x", Permission.READ),
    Place("Improve", "Content gaps", "gaps", "p", Permission.READ),
    Place("Content", "Cards", "cards", "k", Permission.READ),
    Place("Measure", "Measures", "measures", "e", Permission.READ),
    Place("Measure", "Export", "export", "o", Permission.EXPORT),
    Place("Govern", "Staff", "members", "w", Permission.STAFF),
    Place("Govern", "Deliveries", "deliveries", "d", Permission.STAFF),
    Place("Govern", "Retention", "retention", "t", Permission.ERASE),
    Place("Govern", "Audit", "audit", "a", Permission.AUDIT),
)
