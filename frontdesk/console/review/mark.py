"""What staff put on a conversation: who looks after it, tags, notes, flags on single messages."""

from django.db import models

from frontdesk.console.member import Member
from frontdesk.conversations.models import Conversation, Turn


class Flag(models.TextChoices):
    """What a member of staff thinks of how one message was dealt with."""

    GOOD = "good", "Good answer"
    WRONG = "wrong", "Wrong answer"
    UNCLEAR = "unclear", "Hard to read"
    UNSAFE = "unsafe", "Unsafe"


class Assignment(models.Model):
    """Who looks after a conversation."""

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, primary_key=True, related_name="assignment"
    )
    member = models.ForeignKey(Member, models.CASCADE, related_name="assignments")


class Tag(models.Model):
    """A word on a conversation."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="tags")
    word = models.CharField(max_length=40)

    class Meta:
        """Each word once; what has a word is found by it."""

        constraints = (models.UniqueConstraint(fields=["word", "conversation"], name="tag_once"),)


class Note(models.Model):
    """What a member of staff writes about a conversation; taken away, it can be brought back."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)  # a name: it outlives the account
    removed_at = models.DateTimeField(null=True)


class MessageFlag(models.Model):
    """A flag on one turn."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="staff_flags")
    flag = models.CharField(max_length=8, choices=Flag)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        """Each flag once."""

        constraints = (models.UniqueConstraint(fields=["turn", "flag"], name="staff_flag_once"),)
