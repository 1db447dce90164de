"""The outbox: nothing lost, nothing overtaken, nobody held up, time as the test says."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from frontdesk.gateway import outbox
from frontdesk.gateway.database import Database
from frontdesk.gateway.models import Outgoing
from frontdesk.gateway.outbox import NotSent
from frontdesk.gateway.sending import Sender, Sending

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Post:
    """Sends, and fails as told: `failures` by conversation, one taken each time."""

    sent: list[str] = field(default_factory=list)
    failures: dict[str, list[NotSent]] = field(default_factory=dict)
    frozen: asyncio.Event | None = None  # set: conversation "slow" waits for it

    async def send(self, note: Outgoing) -> None:
        if note.conversation == "slow" and self.frozen:
            await self.frozen.wait()
        if self.failures.get(note.conversation):
            raise self.failures[note.conversation].pop(0)
        self.sent.append(note.conversation)


@dataclass
class Clock:
    """Seconds since 1970, stepped by the test."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def database() -> Iterator[Database]:
    opened = Database(1)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def sending(database: Database, post: Post, clock: Clock) -> Sending:
    return Sending(database, {"deliver": Sender(post.send, patience=3600.0)}, clock, lambda: 0.0)


def letter(conversation: str, clock: Clock, **options: object) -> int:
    """Put a letter into the box."""
    return outbox.put("deliver", conversation, clock(), **{"lane": "telegram", **options})  # type: ignore[arg-type]


async def put(conversation: str, clock: Clock, **options: object) -> int:
    return await asyncio.to_thread(letter, conversation, clock, **options)


async def look(sending: Sending) -> None:
    await sending.look()
    await sending.settle()


async def test_failed_note_is_tried_again_after_longer_and_longer_pauses(
    sending: Sending, post: Post, clock: Clock
) -> None:
    await put("alice", clock)
    post.failures["alice"] = [NotSent("answered 502") for _ in range(4)]
    began, tried = clock.seconds, []
    while not post.sent:
        left = len(post.failures["alice"])
        await look(sending)
        if len(post.failures["alice"]) < left or post.sent:
            tried.append(clock.seconds - began)
        clock.seconds += 1
    assert tried == [0, 1, 3, 7, 15]
    assert not await Outgoing.objects.aexists()


async def test_receiver_that_asks_to_wait_is_left_alone_for_so_long(
    sending: Sending, post: Post, clock: Clock
) -> None:
    await put("alice", clock)
    post.failures["alice"] = [NotSent("too fast", after=30.0)]
    await look(sending)
    await put("bob", clock)
    await put("carol", clock, lane="sms")
    clock.seconds += 29
    await look(sending)
    assert post.sent == ["carol"]
    clock.seconds += 2
    await look(sending)
    assert sorted(post.sent) == ["alice", "bob", "carol"]


async def test_patient_is_left_alone_as_long_as_the_platform_asks_but_in_an_emergency(
    database: Database, post: Post, clock: Clock
) -> None:
    sender = Sender(post.send, pace=lambda note: 1.0)
    sending = Sending(database, {"deliver": sender}, clock, lambda: 0.0)
    for conversation in ("alice", "alice", "bob"):
        await put(conversation, clock)
    await look(sending)
    await look(sending)
    assert sorted(post.sent) == ["alice", "bob"]
    await put("bob", clock, urgent=True)
    await look(sending)
    assert post.sent[2:] == ["bob"]
    clock.seconds += 1
    await look(sending)
    assert post.sent[3:] == ["alice"]


async def test_later_letter_does_not_overtake_an_earlier_one(
    sending: Sending, post: Post, clock: Clock
) -> None:
    await put("alice", clock, payload=b"1")
    post.failures["alice"] = [NotSent("down")]
    await look(sending)
    await put("alice", clock, payload=b"2")
    await look(sending)
    assert post.sent == []
    clock.seconds += 1
    await look(sending)
    note = await Outgoing.objects.aget()
    assert bytes(note.payload or b"") == b"2"


async def test_urgent_letter_waits_for_nothing(sending: Sending, post: Post, clock: Clock) -> None:
    await put("alice", clock)
    post.failures["alice"] = [NotSent("down")]
    await look(sending)
    await put("alice", clock, urgent=True)
    await look(sending)
    assert post.sent == ["alice"]
    assert await Outgoing.objects.acount() == 1


async def test_urgent_letter_is_tried_though_its_platform_asks_to_wait(
    sending: Sending, post: Post, clock: Clock
) -> None:
    await put("alice", clock)
    post.failures["alice"] = [NotSent("too fast", after=3600.0)]
    await look(sending)
    await put("bob", clock)
    await put("carol", clock, urgent=True)
    await look(sending)
    assert post.sent == ["carol"]


async def test_letter_is_given_up_when_it_is_too_old_and_the_next_goes_on(
    sending: Sending, post: Post, clock: Clock
) -> None:
    first = await put("alice", clock)
    post.failures["alice"] = [NotSent("answered 500"), NotSent("answered 500")]
    await look(sending)
    clock.seconds += 3601
    await put("alice", clock)
    await look(sending)
    await look(sending)
    assert post.sent == ["alice"]
    (dead,) = await asyncio.to_thread(lambda: list(outbox.given_up()))
    assert (dead.id, dead.problem) == (first, "answered 500")


async def test_staff_can_have_a_letter_sent_again(
    sending: Sending, post: Post, clock: Clock
) -> None:
    id = await put("alice", clock)
    post.failures["alice"] = [NotSent("blocked by the patient", for_good=True)]
    await look(sending)
    clock.seconds += 10_000
    await look(sending)
    assert post.sent == []
    assert await asyncio.to_thread(outbox.retry, id, clock())
    await look(sending)
    assert post.sent == ["alice"]
    assert not await asyncio.to_thread(outbox.retry, id, clock())


async def test_two_workers_send_a_letter_once(database: Database, post: Post, clock: Clock) -> None:
    for number in range(10):
        await put(f"patient {number}", clock)
    senders = {"deliver": Sender(post.send)}
    workers = [Sending(database, senders, clock, lambda: 0.0) for _ in range(2)]
    for _ in range(3):
        await asyncio.gather(*(worker.look() for worker in workers))
        await asyncio.gather(*(worker.settle() for worker in workers))
    assert sorted(post.sent) == [f"patient {number}" for number in range(10)]


async def test_frozen_lane_holds_up_no_other(sending: Sending, post: Post, clock: Clock) -> None:
    post.frozen = asyncio.Event()
    await put("slow", clock)
    await sending.look()
    await put("bob", clock, lane="sms")
    await sending.look()
    while not post.sent:
        await asyncio.sleep(0)
    assert post.sent == ["bob"]
    post.frozen.set()
    await sending.settle()
    assert post.sent == ["bob", "slow"]


async def test_note_whose_worker_died_is_sent_by_another(
    sending: Sending, post: Post, clock: Clock
) -> None:
    await put("alice", clock)
    (note,) = await asyncio.to_thread(outbox.due, clock())
    assert await asyncio.to_thread(outbox.claim, note, clock())
    await look(sending)
    assert post.sent == []
    clock.seconds += outbox.LEASE_SECONDS + 1
    await look(sending)
    assert post.sent == ["alice"]


async def test_fault_of_a_sender_is_told_without_its_words(
    sending: Sending, post: Post, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.failures["alice"] = [ValueError("Alice Archer, 020 7946 0123")]  # type: ignore[list-item]
    await put("alice", clock)
    await look(sending)
    assert (await Outgoing.objects.aget()).problem == "our fault: ValueError"
