"""What must still be done outside this database, and what that needs to be known."""

from django.db import models

ERASE, DELIVER = "erase", "deliver"


class Outgoing(models.Model):
    """A note in the outbox: done by `manage.py work`, listed for staff when it was given up.

    `lane`: notes of one lane (a messaging channel, else the kind) share a fate, and lanes don't wait for
    each other. `payload` is sealed; `progress` counts its pieces that were sent. An `urgent` note does
    not wait for what came before it in its conversation.
    """

    kind = models.CharField(max_length=20)
    lane = models.CharField(max_length=20, default="")
    conversation = models.CharField(max_length=80, db_index=True)
    payload = models.BinaryField(null=True)
    progress = models.PositiveIntegerField(default=0)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_attempt = models.FloatField(default=0.0, db_index=True)  # seconds since 1970
    problem = models.CharField(max_length=80, default="")
    given_up_at = models.DateTimeField(null=True)


class Contact(models.Model):
    """Where a conversation's answers go on a messaging platform: its id there, sealed.

    `is_stopped`: the patient asked that nothing be sent. `notice_version`: the pinned notice that they
    were sent; who writes on after it consents.
    """

    conversation = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=20)
    address = models.BinaryField()
    last_at = models.DateTimeField()
    is_stopped = models.BooleanField(default=False)
    notice_version = models.CharField(max_length=40, default="")


class Receipt(models.Model):
    """That something came or was done once: a keyed hash of its id, which tells nothing of anybody."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)


class Closure(models.Model):
    """A channel that the operator has stopped, though its secrets are set."""

    channel = models.CharField(max_length=20, unique=True)
    closed_at = models.DateTimeField()
