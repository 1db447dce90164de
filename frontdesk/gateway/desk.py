"""The desk: everything that one process needs to take messages, put together once."""

import random
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from frontdesk.configuration import Configuration
from frontdesk.conversations.history import History
from frontdesk.conversations.models import Turn
from frontdesk.conversations.record import Record
from frontdesk.conversations.redaction import Redactor
from frontdesk.conversations.sealing import Seal
from frontdesk.gateway import alert
from frontdesk.gateway.attempt import Attempts
from frontdesk.gateway.channels.caller import Caller
from frontdesk.gateway.channels.courtesy import Courtesy
from frontdesk.gateway.channels.delivery import PATIENCE, Delivery
from frontdesk.gateway.channels.directory import by_channel, open_platforms
from frontdesk.gateway.channels.intake import Intake
from frontdesk.gateway.channels.platform import Platform
from frontdesk.gateway.channels.post import Post
from frontdesk.gateway.choice import Choices
from frontdesk.gateway.database import Database
from frontdesk.gateway.ending import Ending
from frontdesk.gateway.forgetting import erasing
from frontdesk.gateway.line import Lines
from frontdesk.gateway.metrics import Metrics
from frontdesk.gateway.models import DELIVER, ERASE
from frontdesk.gateway.name import Names
from frontdesk.gateway.notice import Notice
from frontdesk.gateway.rasa import Rasa
from frontdesk.gateway.rate import Rate
from frontdesk.gateway.reception import Reception
from frontdesk.gateway.room import Room
from frontdesk.gateway.sending import Sender, Sending
from frontdesk.gateway.session import Sessions
from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library
from needlewise.safety.gate import Gate

_POSTGRESQL_THREADS = 8
_STAFF_THREADS = 4
_SIGN_INS = 20  # a minute


@dataclass
class Desk:
    """Made by `open`; each part is made at its first use and then kept."""

    configuration: Configuration

    @classmethod
    def open(cls, configuration: Configuration) -> "Desk":
        """Return the desk of a configuration."""
        return cls(configuration)

    def warm(self) -> None:
        """Make every part now, so that no patient waits for it. Raises what unfit content raises."""
        self.redact("does it hurt?")
        self.gate.check("my legs are numb")
        self.notice.red_flag("", UUID(int=0), "lung")

    def warm_up_slowly(self) -> None:
        """Make what takes seconds and is rarely needed."""
        self.redact("call 020 7946 0000")

    @cached_property
    def library(self) -> Library:
        home: Path = self.configuration.home
        return Library.load(home / "knowledge", Clinic.load(home / "clinic.yml"))

    @cached_property
    def wording(self) -> Wording:
        return Wording.load()

    @cached_property
    def gate(self) -> Gate:
        return Gate.load()

    @cached_property
    def notice(self) -> Notice:
        return Notice(self.library)

    @cached_property
    def redact(self) -> Redactor:
        ours = (self.library.clinic.phone, self.library.emergency.emergency.number)
        return Redactor.load(self.library.clinic.country, ours)

    @cached_property
    def seal(self) -> Seal:
        return Seal(self.configuration.keys.data)

    @cached_property
    def names(self) -> Names:
        return Names(self.configuration.keys.hash)

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(dict(self.configuration.keys.tokens), self.configuration.session_seconds)

    @cached_property
    def records(self) -> Record:
        return Record(self.redact, self.seal)

    @cached_property
    def history(self) -> History:
        def notice(turn: Turn) -> dict[str, Any]:
            return self.notice.pending(turn.conversation.name, turn.message_id)

        deadline = timedelta(seconds=self.configuration.deadline)
        return History(self.records, self.seal, notice, deadline)

    @cached_property
    def database(self) -> Database:
        is_sqlite = self.configuration.database.startswith("sqlite")
        return Database(1 if is_sqlite else _POSTGRESQL_THREADS)

    @cached_property
    def staff(self) -> Database:
        """Threads of the console's own: no page of staff's keeps a patient waiting."""
        return Database(_STAFF_THREADS)

    @cached_property
    def rasa(self) -> Rasa:
        return Rasa(self.configuration.rasa_url, self.configuration.rasa_secret)

    @cached_property
    def ending(self) -> Ending:
        return Ending(self.records, self.post, alert.kinds(self.configuration.alerts))

    @cached_property
    def lines(self) -> Lines:
        attempts = Attempts(
            database=self.database,
            rasa=self.rasa,
            ending=self.ending,
            seal=self.seal,
            choices=Choices(self.names),
            notice=self.notice,
            metrics=self.metrics,
            now=time.time,
        )
        return Lines(attempts)

    @cached_property
    def reception(self) -> Reception:
        limits = self.configuration.limits
        return Reception(
            database=self.database,
            lines=self.lines,
            ending=self.ending,
            seal=self.seal,
            names=self.names,
            notice=self.notice,
            gate=self.gate,
            redact=self.redact,
            room=Room(limits.session_messages, limits.session_waiting, limits.waiting),
            notice_version=self.library.notices.version,
            deadline=self.configuration.deadline,
            metrics=self.metrics,
            now=time.time,
        )

    @cached_property
    def caller(self) -> Caller:
        return Caller()

    @cached_property
    def platforms(self) -> dict[str, Platform]:
        return open_platforms(self.configuration.accounts, self.caller)

    @cached_property
    def post(self) -> Post:
        return Post(self.seal, self.names)

    @cached_property
    def intake(self) -> Intake:
        version = self.library.notices.version
        return Intake(
            reception=self.reception,
            courtesy=Courtesy(self.notice, self.post, self.names, self.seal, version),
            platforms=by_channel(self.platforms.values()),
            characters=self.configuration.limits.characters,
        )

    @cached_property
    def delivery(self) -> Delivery:
        channels = by_channel(self.platforms.values())
        return Delivery(self.database, channels, self.seal, time.time)

    @cached_property
    def sending(self) -> Sending:
        senders = {
            ERASE: erasing(self.rasa),
            **alert.senders(
                self.configuration.alerts, self.database, lambda: self.library.clinic.name
            ),
            DELIVER: Sender(self.delivery.send, PATIENCE, self.delivery.pace),
        }
        return Sending(self.database, senders, time.time, random.random)

    @cached_property
    def metrics(self) -> Metrics:
        return Metrics(lambda: float(len(self.lines)))

    @cached_property
    def address_messages(self) -> Rate:
        return Rate(self.configuration.limits.address_messages)

    @cached_property
    def address_sessions(self) -> Rate:
        return Rate(self.configuration.limits.address_sessions)

    @cached_property
    def sign_ins(self) -> Rate:
        """By address: each one costs a password's hash."""
        return Rate(_SIGN_INS)

    async def close(self) -> None:
        """Finish the turns in progress and let go of everything."""
        await self.lines.drain()
        await self.rasa.close()
        await self.caller.close()
        self.database.close()
        self.staff.close()
