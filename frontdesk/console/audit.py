"""The audit: who read and who changed what, when. Rows are added only; the database refuses the rest."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone

READ, EDIT = "read", "edit"


class AuditRow(models.Model):
    """One request of a member. Names no patient: `subject` is a row's id or a conversation's hash."""

    at = models.DateTimeField()
    member = models.BigIntegerField()  # no foreign key: rows outlive the account
    email = models.CharField(max_length=254)
    role = models.CharField(max_length=20)
    action = models.CharField(max_length=10)
    route = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    path = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField()
    detail = models.JSONField(default=dict)

    class Meta:
        """Read from the newest on, by key, whatever it is filtered by."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["email", "-id"], name="audit_email"),
            models.Index(fields=["route", "-id"], name="audit_route"),
            models.Index(fields=["subject", "-id"], name="audit_subject"),
        ]


def explain(request: HttpRequest, **detail: Any) -> None:
    """Have the request's row say more: a reason, what a field was and is. Never a patient's words."""
    request.audit_detail = {**getattr(request, "audit_detail", {}), **detail}  # type: ignore[attr-defined]


def write(request: HttpRequest, member: Any, status: int) -> None:
    """Add the row of a request that `member` made. The query is left out: it may hold what was searched."""
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    AuditRow.objects.create(
        at=timezone.now(),
        member=member.pk,
        email=member.email,
        role=member.role,
        action=READ if request.method in ("GET", "HEAD") else EDIT,
        route=(match.url_name or "") if match else "",
        subject="/".join(str(value) for value in kwargs.values())[:120],
        path=request.path[:300],
        status=status,
        detail=getattr(request, "audit_detail", {}),
    )
