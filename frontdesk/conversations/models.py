"""What is kept of conversations. Nothing here tells who a patient is but what is sealed."""

from typing import Any

from django.db import models

from frontdesk.conversations.words import WordsField

WAITING, ANSWERED, REFUSED = "waiting", "answered", "refused"
IS_WAITING = f"state = '{WAITING}'"  # in SQL, as the index of what waits has it
NEW, LATER, REVIEWED = "new", "later", "reviewed"
HELPFUL, UNHELPFUL = "helpful", "unhelpful"
FLAGS = ("unsure", "red_flag", "handoff", "fallback")


def _walk(name: str, *columns: str, **options: Any) -> models.Index:
    """Return an index by which conversations are walked newest first."""
    return models.Index(fields=[*columns, "-last_turn"], name=f"inbox_{name}", **options)


class Conversation(models.Model):
    """All turns of one patient on one channel.

    `name` is a keyed hash of the id that the patient's token holds; Rasa knows the conversation by it
    too. A turn is run only under the lease, by whoever's random `lease` stands here until `lease_ends`.
    From `last_turn` on it is what staff find it by, kept up by `summary`; `status` is theirs. The order
    is that of turns' ids: clocks step back, ids do not.
    """

    name = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    notice_version = models.CharField(max_length=40)
    lease = models.CharField(max_length=32, default="")
    lease_ends = models.FloatField(default=0.0)

    last_turn = models.BigIntegerField(default=0)  # that has ended
    turn_count = models.PositiveIntegerField(default=0)
    lowest_confidence = models.FloatField(null=True)
    unsure = models.BooleanField(default=False)
    red_flag = models.BooleanField(default=False)
    handoff = models.BooleanField(default=False)
    fallback = models.BooleanField(default=False)
    feedback = models.CharField(max_length=10, default="")
    status = models.CharField(max_length=10, default=NEW)

    class Meta:
        """Each filter of the inbox is a walk along an index, however many conversations there are."""

        indexes = (
            _walk("all"),
            *(_walk(column, column) for column in ("channel", "status", "feedback")),
            *(_walk(flag, condition=models.Q(**{flag: True})) for flag in FLAGS),
        )


class Asked(models.Model):
    """A topic that a conversation touched; `last_turn` is the conversation's, so that one index serves."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="asked")
    topic = models.CharField(max_length=60)
    last_turn = models.BigIntegerField()

    class Meta:
        """Each topic once."""

        constraints = (
            models.UniqueConstraint(fields=["conversation", "topic"], name="asked_once"),
        )
        indexes = (
            models.Index(fields=["topic", "-last_turn", "conversation"], name="inbox_topic"),
        )


class Hold(models.Model):
    """A legal hold: what keeps a conversation from being forgotten when its time is over."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="hold")
    reason = models.TextField()
    placed_by = models.CharField(max_length=150)  # a name: it outlives the account
    placed_at = models.DateTimeField()


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
            models.Index(
                fields=["received_at"],
                name="turn_with_words",
                condition=models.Q(words__isnull=False),
            ),
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

    class Meta:
        """The few that still have a copy of their own."""

        indexes = (
            models.Index(
                fields=["turn"], name="answer_with_own", condition=models.Q(own__isnull=False)
            ),
        )


class Request(models.Model):
    """What a patient asked the clinic to do: call back or book. `details` are sealed."""

    id = models.UUIDField(primary_key=True)
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=60, default="")
    details = models.BinaryField()
    status = models.CharField(max_length=20, default="new")
    requested_at = models.DateTimeField()
    assignee = models.CharField(max_length=254, default="")  # e-mail address of staff

    class Meta:
        """What is still to be done, and what was, newest first."""

        indexes = (models.Index(fields=["status", "-turn"], name="request_status"),)


class Concern(models.Model):
    """A turn that may need care now, until somebody of staff has acknowledged that they saw it.

    `why`: a red flag was `raised`, was `near`, or what followed one in the conversation was `not
    answered`. `group` is the red flag's, where it is known.
    """

    turn = models.OneToOneField(Turn, models.CASCADE, related_name="concern")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="concerns")
    why = models.CharField(max_length=12)
    group = models.CharField(max_length=40, default="")
    at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=254, default="")  # as Request.assignee

    class Meta:
        """The queue, and what was acknowledged."""

        indexes = (
            models.Index(
                fields=["-id"],
                name="concern_open",
                condition=models.Q(acknowledged_at=None),
            ),
            models.Index(fields=["-acknowledged_at"], name="concern_seen"),
        )


class SearchText(models.Model):
    """The words of a turn, as staff search them: on SQLite an FTS5 table, elsewhere with trigrams."""

    turn = models.OneToOneField(
        Turn, models.CASCADE, primary_key=True, db_column="rowid", related_name="search_text"
    )
    message = WordsField()
    answer = WordsField()


class DailyCount(models.Model):
    """What happened on a day in one slice of its turns: all that is left of records in the end.

    `split` says how the day is cut (`count.SPLITS`), `part` is the slice: a topic, an hour, a model.
    """

    day = models.DateField()
    channel = models.CharField(max_length=20)
    split = models.CharField(max_length=12)
    part = models.CharField(max_length=80)
    turns = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    fallback = models.PositiveIntegerField(default=0)
    handoff = models.PositiveIntegerField(default=0)
    red_flag = models.PositiveIntegerField(default=0)
    helpful = models.IntegerField(default=0)
    unhelpful = models.IntegerField(default=0)

    class Meta:
        """One row for each slice, in the order in which measures read them."""

        constraints = (
            models.UniqueConstraint(
                fields=["split", "day", "channel", "part"], name="daily_count_once"
            ),
        )
