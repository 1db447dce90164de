"""The reason that staff give before they see what identifies a patient."""

from django.http import HttpRequest

_SHORTEST, _LONGEST = 5, 200  # characters


def reason_of(request: HttpRequest) -> str | None:
    """Return the reason in a form, None where there is none worth the name."""
    reason = " ".join(request.POST.get("reason", "").split())[:_LONGEST]
    return reason if len(reason) >= _SHORTEST else None
