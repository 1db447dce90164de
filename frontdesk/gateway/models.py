"""What must still be done outside this database."""

from django.db import models

ERASE = "erase"


class Outgoing(models.Model):
    """The outbox: done at least once, by `manage.py work`, and listed for staff when it keeps failing."""

    kind = models.CharField(max_length=20)
    conversation = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_attempt = models.FloatField(default=0.0, db_index=True)  # seconds since 1970
    problem = models.CharField(max_length=80, default="")
