"""What the gateway keeps beside the record goes in time."""

from datetime import UTC, datetime

import pytest

from frontdesk.configuration import Retention
from frontdesk.conversations.models import Conversation
from frontdesk.gateway import outbox
from frontdesk.gateway.channels.contact import find_contact, keep_contact, stop
from frontdesk.gateway.channels.receipt import is_first
from frontdesk.gateway.models import Contact, Outgoing
from frontdesk.gateway.tidying import tidy

pytestmark = pytest.mark.django_db
NOW = 1_800_000_000.0
HOUR, DAY = 3600.0, 86400.0
RETENTION = Retention(raw_hours=72, record_days=365)


def test_receipt_is_kept_as_long_as_the_record() -> None:
    assert is_first("key", NOW)
    tidy(RETENTION, NOW + 364 * DAY)
    assert not is_first("key", NOW)
    tidy(RETENTION, NOW + 366 * DAY)
    assert is_first("key", NOW)


def test_letter_that_was_given_up_goes_with_own_words() -> None:
    id = outbox.put("deliver", "telegram:x", NOW, payload=b"x")
    outbox.give_up(id, "refused", NOW)
    waiting = outbox.put("deliver", "telegram:x", NOW)
    tidy(RETENTION, NOW + 71 * HOUR)
    assert Outgoing.objects.count() == 2
    tidy(RETENTION, NOW + 73 * HOUR)
    assert Outgoing.objects.get().id == waiting


def test_address_goes_with_the_conversation_unless_they_said_stop() -> None:
    at = datetime.fromtimestamp(NOW, UTC)
    Conversation.objects.create(name="sms:here", channel="sms", started_at=at, last_at=at)
    for name in ("sms:here", "sms:gone", "sms:stopped"):
        keep_contact(name, "sms", b"sealed", NOW)
    stop(find_contact("sms:stopped") or Contact())
    tidy(RETENTION, NOW + 364 * DAY)
    assert Contact.objects.count() == 3
    tidy(RETENTION, NOW + 366 * DAY)
    left = Contact.objects.order_by("conversation").values_list("conversation", flat=True)
    assert list(left) == ["sms:here", "sms:stopped"]
