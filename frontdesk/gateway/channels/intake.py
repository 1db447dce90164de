"""Intake: what a platform brought, kept once and answered later through the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdesk.gateway import journal
from frontdesk.gateway.channels.contact import find_contact, keep_contact
from frontdesk.gateway.channels.courtesy import Courtesy
from frontdesk.gateway.channels.event import Event
from frontdesk.gateway.channels.form import FORMS
from frontdesk.gateway.channels.heard import Heard
from frontdesk.gateway.channels.menu import find_picked
from frontdesk.gateway.channels.platform import Platform
from frontdesk.gateway.channels.receipt import is_first
from frontdesk.gateway.channels.rendering import render
from frontdesk.gateway.choice import Choice, find_choice
from frontdesk.gateway.database import DatabaseDown
from frontdesk.gateway.incoming import Incoming, is_choice
from frontdesk.gateway.journal import Entry, Work
from frontdesk.gateway.models import Contact
from frontdesk.gateway.outbox import NotSent
from frontdesk.gateway.reception import Reception
from frontdesk.gateway.refusal import Refusal
from frontdesk.log import describe, logger
from needlewise.language.normalisation import normalise

_AGAIN = 30  # seconds

log = logger("intake")


@dataclass
class Intake:
    """`platforms` by channel; `characters`: the longest text that is read, but for the gate."""

    reception: Reception
    courtesy: Courtesy
    platforms: Mapping[str, Platform]
    characters: int
    _warned: set[str] = field(default_factory=set)

    async def take_all(self, events: Sequence[Event]) -> None:
        """Keep a batch; where one event makes us fail, the others are kept first.

        Raises DatabaseDown, and Refusal (503) so that the platform brings it again.
        """
        failed = 0
        for event in events:
            try:
                await self.take(event)
            except DatabaseDown:
                raise
            except Exception as error:  # a fault of ours, whose words may be a patient's
                failed += 1
                log.error("event_failed", channel=event.chat.channel, place=describe(error))
        if failed:
            raise Refusal(503, "failed", "Something went wrong here. Send it again.", _AGAIN)

    async def take(self, event: Event) -> None:
        """Keep an event and begin to answer it. Raises DatabaseDown if it could not be kept."""
        heard = self._hear(event)
        desk = self.reception
        try:
            work = await desk.database.run(self._keep, heard)
        except Refusal as refusal:
            log.warning("message_refused", channel=event.chat.channel, code=refusal.code)
            await desk.database.run(self._turn_away, heard)
        except DatabaseDown:
            await self._warn_at_once(heard)
            raise
        else:
            desk.metrics.messages.labels("taken").inc()
            if work is not None:
                desk.lines.begin(heard.conversation, work, desk.deadline)

    def _hear(self, event: Event) -> Heard:
        """Return the event with what must be known of it first: whether it is a red flag."""
        text = normalise(event.text)
        names = self.reception.names
        flag = None if event.kind in ("choice", "group") else self.reception.gate.check(text)
        return Heard(
            event=event,
            conversation=names.conversation(event.chat.channel, event.chat.id),
            receipt=names.receipt(event.chat.channel, event.id),
            message_id=names.message(event.chat.channel, event.id),
            text=text,
            red_flag=flag.group if flag else None,
        )

    def _keep(self, heard: Heard) -> Work | None:
        """Keep an event that comes for the first time. Return the turn to begin with, if there is one."""
        now = self.reception.now()
        if not is_first(heard.receipt, now):
            return None
        known = find_contact(heard.conversation)
        is_stopped = known is not None and known.is_stopped
        order = heard.order(is_stopped)
        if is_stopped and order is None and not self._is_heard_when_stopped(heard):
            return None
        if heard.is_declined:
            self.courtesy.decline(heard, now)
            return None
        contact = self._keep_contact(heard, now)
        if order is None:
            return self._enter(heard, contact, now)
        self.courtesy.obey(order, heard, contact, now)
        return None

    def _keep_contact(self, heard: Heard, now: float) -> Contact:
        chat = heard.event.chat
        address = self.reception.seal.close(dict(chat.address))
        return keep_contact(heard.conversation, chat.channel, address, now)

    def _is_heard_when_stopped(self, heard: Heard) -> bool:
        """Whether a message counts though its patient wants no answers: it may be a red flag, or ask to
        be forgotten. Any other is run too, for Rasa to tell, and its answer is not sent."""
        is_text = heard.event.kind == "text" and 0 < len(heard.text) <= self.characters
        return is_text or heard.red_flag is not None

    def _enter(self, heard: Heard, contact: Contact, now: float) -> Work | None:
        desk = self.reception
        if heard.red_flag is not None:
            desk.warn(self._entry(heard, None), heard.red_flag)
            self.courtesy.introduce(heard, contact, now)
            return None
        self.courtesy.introduce(heard, contact, now)
        if heard.event.kind == "begin":
            return None
        if len(heard.text) > self.characters:
            self.courtesy.say("too_long", heard, contact, now)
            return None
        choice = self._choice(heard)
        if choice is None and not heard.text:  # an old button, of which the platform tells no title
            self.courtesy.decline(heard, now)
            return None
        return journal.enter(self._entry(heard, choice), desk.room, now).work

    def _choice(self, heard: Heard) -> Choice | None:
        """Return the button that was pressed or picked; words that stand on an old one are words."""
        try:
            if is_choice(heard.event.choice):
                return find_choice(heard.conversation, heard.event.choice)
        except Refusal:
            return None
        return find_picked(heard.conversation, heard.text, self.reception.records)

    def _entry(self, heard: Heard, choice: Choice | None) -> Entry:
        text = choice.title if choice else heard.text
        message = Incoming(heard.message_id, text=text, choice=heard.event.choice or None)
        return self.reception.entry(
            heard.event.chat.channel, heard.conversation, message, choice, text
        )

    def _turn_away(self, heard: Heard) -> None:
        """Tell whoever writes faster than we can answer, and keep that this message came."""
        now = self.reception.now()
        if is_first(heard.receipt, now):
            self.courtesy.decline(heard, now, "too_fast")

    async def _warn_at_once(self, heard: Heard) -> None:
        """Send the answer to a red flag though it can't be kept; the platform brings it again."""
        event = heard.event
        if heard.red_flag is None or heard.receipt in self._warned:
            return
        self._warned.add(heard.receipt)
        notice = self.reception.notice
        message = notice.red_flag(heard.conversation, heard.message_id, heard.red_flag)
        try:
            for piece in render([message], FORMS[event.chat.channel]):
                await self.platforms[event.chat.channel].send(event.chat.address, piece)
        except NotSent as failure:
            log.error("red_flag_not_sent", channel=event.chat.channel, problem=failure.problem)
