"""What is kept of conversations. Nothing here tells who a patient is but what is sealed."""

from django.db import models

WAITING, ANSWERED, REFUSED = "waiting", "answered", "refused"


class Conversation(models.Model):
    """All turns of one patient on one channel.

    `name` is a keyed hash of the id that the patient's token holds; Rasa knows the conversation by it
    too. A turn is run only under the lease, by whoever's random `lease` stands here until `lease_ends`.
    """

    name = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    notice_version = models.CharField(max_length=40)
    lease = models.CharField(max_length=32, default="")
    lease_ends = models.FloatField(default=0.0)


class Turn(models.Model):
    """One message and how it was dealt with: the journal's entry first, the record after.

    `words` are the patient's own, sealed and short-lived; `redacted_text` is what staff see. `digest`
    tells whether the same id came with the same body.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="turns")
    message_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    words = models.BinaryField(null=True)
    redacted_text = models.TextField()
    topic = models.CharField(max_length=60, default="")  # behind the button that was pressed

    state = models.CharField(max_length=10, default=WAITING)
    received_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt = models.FloatField(default=0.0)  # seconds since 1970

    answered_by = models.CharField(max_length=10, default="")  # gate, rasa or desk
    intent = models.CharField(max_length=60, default="")
    confidence = models.FloatField(null=True)
    ranking = models.JSONField(default=list)
    entities = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    red_flag_group = models.CharField(max_length=40, default="")
    content_version = models.CharField(max_length=40, default="")
    model_version = models.CharField(max_length=80, default="")

    class Meta:
        """Each message once; what waits is found without reading what is done."""

        constraints = (
            models.UniqueConstraint(fields=["conversation", "message_id"], name="message_once"),
        )
        indexes = (
            models.Index(
                fields=["conversation", "id"],
                name="waiting_turn",
                condition=models.Q(state=WAITING),
            ),
            models.Index(fields=["conversation", "received_at"], name="turn_pace"),
            models.Index(fields=["received_at"], name="turn_received"),
        )


class Answer(models.Model):
    """One message of the assistant, as the contract describes it.

    `body` is its JSON, fit for staff. Where that would repeat what a patient wrote, `body` is redacted
    and `own` holds the patient's copy, sealed and short-lived.
    """

    id = models.UUIDField(primary_key=True)
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    topics = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    body = models.TextField()
    own = models.BinaryField(null=True)
    helpful = models.BooleanField(null=True)
    comment = models.TextField(default="")
    rated_at = models.DateTimeField(null=True)


class Request(models.Model):
    """What a patient asked the clinic to do: call back or book. `details` are sealed."""

    id = models.UUIDField(primary_key=True)
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=60, default="")
    details = models.BinaryField()
    status = models.CharField(max_length=20, default="new")
    requested_at = models.DateTimeField()


class DailyCount(models.Model):
    """How many turns a day had: what is left of records whose time is over."""

    day = models.DateField()
    channel = models.CharField(max_length=20)
    intent = models.CharField(max_length=60)
    answered_by = models.CharField(max_length=10)
    turns = models.PositiveIntegerField(default=0)

    class Meta:
        """One row for each kind of turn a day."""

        constraints = (
            models.UniqueConstraint(
                fields=["day", "channel", "intent", "answered_by"], name="count_once"
            ),
        )
