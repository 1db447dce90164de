"""The reason that staff give before they see what identifies a patient."""

from django.http import HttpRequest

from frontdesk.console.field import one_line

_SHORTEST, _LONGEST = 5, 200  # characters; reason.html says the same


def reason_of(request: HttpRequest) -> str | None:
    """Return the reason in a form, None where there is none worth the name."""
    reason = one_line(request.POST.get("reason", ""))[:_LONGEST]
    return reason if len(reason) >= _SHORTEST else None
