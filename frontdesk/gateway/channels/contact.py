"""Contacts: where a conversation's answers go on its platform, and whether any may."""

from datetime import UTC, datetime

from frontdesk.gateway import outbox
from frontdesk.gateway.models import DELIVER, Contact


def find_contact(conversation: str) -> Contact | None:
    """Return a conversation's contact; None on the web, before its first message and once forgotten."""
    return Contact.objects.filter(conversation=conversation).first()


def keep_contact(conversation: str, channel: str, address: bytes, now: float) -> Contact:
    """Keep a conversation's sealed address, the newest one, and return the contact."""
    at = datetime.fromtimestamp(now, UTC)
    contact, _ = Contact.objects.update_or_create(
        conversation=conversation,
        defaults={"channel": channel, "address": address, "last_at": at},
    )
    return contact


def stop(contact: Contact) -> None:
    """Send this patient nothing more, not even what waits."""
    outbox.drop(contact.conversation, DELIVER)
    Contact.objects.filter(id=contact.id).update(is_stopped=True)


def start(contact: Contact) -> None:
    """Send this patient answers again."""
    Contact.objects.filter(id=contact.id).update(is_stopped=False)


def note_told(contact: Contact, notice_version: str) -> None:
    """Note that the pinned notice goes to this patient."""
    Contact.objects.filter(id=contact.id).update(notice_version=notice_version)


def forget_contact(conversation: str) -> None:
    """Remove the address and all that was still to be sent to it."""
    outbox.drop(conversation, DELIVER)
    Contact.objects.filter(conversation=conversation).delete()
