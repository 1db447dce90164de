"""The inbox and a conversation: found, read, marked, and every mark undone."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from recorded import CLARIFIED, UNSURE, conversation, rate, turn
from staff import Staff

from frontdesk.console.improve.correction import Correction
from frontdesk.console.member import Role
from frontdesk.console.paging import SIZE
from frontdesk.console.review import inbox
from frontdesk.console.review.mark import Assignment, MessageFlag, Note, Tag
from frontdesk.conversations import erasure
from frontdesk.conversations.models import Conversation, Turn

SignIn = Callable[[Role], Staff]
INBOX = reverse("console:inbox")


@pytest.fixture
def reviewer(staff: SignIn) -> Staff:
    return staff(Role.REVIEWER)


def listed(by: Staff, **query: str) -> list[int]:
    """Return the conversations that the inbox lists, in its order."""
    page = by.get(INBOX, query).content.decode()
    return [int(id) for id in re.findall(r'href="/staff/conversations/(\d+)#turn', page)]


def undo(by: Staff) -> None:
    """Press the undo of what was done last."""
    page = by.get(INBOX).content.decode()
    form = page[page.index('id="flash"') :].partition("</form>")[0]
    fields = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', form))
    found = re.search(r'action="([^"]+)"', form)
    assert found
    by.post(found[1], fields)


def test_newest_conversation_is_first_whatever_came_later_to_an_older(reviewer: Staff) -> None:
    first, second = turn("one"), turn("two")
    turn("three", first.conversation)
    assert listed(reviewer) == [first.conversation_id, second.conversation_id]


@pytest.mark.parametrize(
    ("query", "facts"),
    [
        ({"flag": "fallback"}, CLARIFIED),
        ({"flag": "unsure"}, UNSURE),
        ({"flag": "red_flag"}, {"flags": ["red_flag"]}),
        ({"flag": "handoff"}, {"flags": ["handoff"]}),
        ({"confidence": "0.5"}, UNSURE),
        ({"topic": "aftercare"}, UNSURE),
        ({"topic": "aftercare", "q": "bowl"}, UNSURE),
        ({"q": "bowling"}, {}),
        ({"q": "bowling", "status": "new"}, {}),
    ],
)
def test_filter_finds_what_it_says(
    reviewer: Staff, query: dict[str, str], facts: dict[str, object]
) -> None:
    turn("does it hurt")
    wanted = turn("can I go bowling", **facts)
    turn("is it safe")
    assert listed(reviewer, **query) == [wanted.conversation_id]


def test_search_looks_into_answers_where_it_is_asked_to(reviewer: Staff) -> None:
    wanted = turn("does it hurt")
    assert listed(reviewer, q="a little") == []
    assert listed(reviewer, q="a little", where="answers") == [wanted.conversation_id]


def test_channel_feedback_and_days_are_filters_too(reviewer: Staff) -> None:
    turn("does it hurt")
    wanted = turn("is it safe", conversation("sms"))
    rate(wanted, False)
    assert listed(reviewer, channel="sms") == [wanted.conversation_id]
    assert listed(reviewer, feedback="unhelpful") == [wanted.conversation_id]
    Turn.objects.filter(id=wanted.pk).update(received_at=timezone.now() + timedelta(days=3))
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    assert listed(reviewer, since=tomorrow) == [wanted.conversation_id]
    assert wanted.conversation_id not in listed(reviewer, until=tomorrow)


@pytest.mark.parametrize(
    "query",
    [
        {"flag": "id"}, {"since": "soon"}, {"assignee": "x' OR 1=1"}, {"tag": "none"}, {"topic": "x"},
        {"before": "x"}, {"q": '"'}, {"q": "*("}, {"status": ""}, {"confidence": "nan"},
    ],
)  # fmt: skip
def test_address_that_nobody_made_is_answered(reviewer: Staff, query: dict[str, str]) -> None:
    turn("does it hurt")
    assert reviewer.get(INBOX, query).status_code == 200


@pytest.mark.parametrize("query", [{}, {"topic": "does_it_hurt"}, {"q": "hurt"}])
def test_pages_follow_each_other_without_gap(reviewer: Staff, query: dict[str, str]) -> None:
    expected = [turn("does it hurt").conversation_id for _ in range(SIZE + 5)][::-1]
    page = reviewer.get(INBOX, query).content.decode()
    older = re.search(r'rel="next" href="\?([^"]+)"', page)
    assert older
    rest = reviewer.get(f"{INBOX}?{older[1].replace('&amp;', '&')}").content.decode()
    found = re.findall(r'href="/staff/conversations/(\d+)#turn', page + rest)
    assert [int(id) for id in found] == expected


@pytest.mark.parametrize("stretch", [1, SIZE, 10_000])
def test_search_pages_are_the_same_however_far_is_looked_first(
    reviewer: Staff, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(inbox, "_STRETCH", stretch)
    turns = [turn(("does it hurt", "is it safe")[n % 2]) for n in range(2 * SIZE + 6)]
    expected = [one.conversation_id for one in turns if "hurt" in one.redacted_text][::-1]
    first = listed(reviewer, q="hurt")
    assert first == expected[:SIZE]
    before, after = (turns[::2][::-1][place].pk for place in (SIZE - 1, SIZE))
    assert listed(reviewer, q="hurt", before=str(before)) == expected[SIZE:]
    assert listed(reviewer, q="hurt", after=str(after)) == first


def test_status_is_set_and_undone(reviewer: Staff) -> None:
    id = turn("does it hurt").conversation_id
    reviewer.post(reverse("console:status", args=[id]), {"status": "reviewed"})
    assert listed(reviewer, status="reviewed") == [id]
    reviewer.post(reverse("console:status", args=[id]), {"status": "later"})
    undo(reviewer)
    assert Conversation.objects.get().status == "reviewed"


def test_assignee_is_set_found_and_undone(reviewer: Staff) -> None:
    id, mine = turn("does it hurt").conversation_id, str(reviewer.member.pk)
    assign = reverse("console:assign", args=[id])
    reviewer.post(assign, {"member": mine})
    assert listed(reviewer, assignee=mine) == [id]
    assert listed(reviewer, assignee="nobody") == []
    reviewer.post(assign, {"member": ""})
    undo(reviewer)
    assert Assignment.objects.get().member == reviewer.member
    reviewer.post(assign, {"member": ""})
    assert not Assignment.objects.exists()


def test_tag_is_put_on_found_taken_off_and_undone(reviewer: Staff) -> None:
    id = turn("does it hurt").conversation_id
    turn("is it safe")
    reviewer.post(reverse("console:tag", args=[id]), {"word": "  Ask  Dana "})
    assert listed(reviewer, tag="ask dana") == [id]
    reviewer.post(reverse("console:tag", args=[id]), {"word": "ask dana", "off": "1"})
    assert not Tag.objects.exists()
    undo(reviewer)
    assert Tag.objects.get().word == "ask dana"


def test_note_is_written_taken_away_and_brought_back(reviewer: Staff) -> None:
    id = turn("does it hurt").conversation_id
    reviewer.post(reverse("console:write-note", args=[id]), {"text": " Rang, no answer. "})
    note = Note.objects.get()
    assert (note.text, note.written_by) == ("Rang, no answer.", "The Reviewer")
    page = reverse("console:conversation", args=[id])
    remove = reverse("console:remove-note", args=[note.pk])
    reviewer.post(remove)
    assert "Rang, no answer." not in reviewer.get(page).content.decode()
    reviewer.post(remove)
    undo(reviewer)
    assert "Rang, no answer." in reviewer.get(page).content.decode()


def test_message_is_flagged_and_undone(reviewer: Staff) -> None:
    made = turn("does it hurt")
    reviewer.post(reverse("console:flag", args=[made.pk]), {"flag": "unsafe"})
    assert MessageFlag.objects.get().set_by == "The Reviewer"
    undo(reviewer)
    assert not MessageFlag.objects.exists()


@pytest.mark.parametrize(
    ("route", "form"),
    [("status", {"status": "gone"}), ("tag", {"word": " "}), ("write-note", {"text": "  "})],
)
def test_mark_that_is_none_changes_nothing(
    reviewer: Staff, route: str, form: dict[str, str]
) -> None:
    id = turn("does it hurt").conversation_id
    reviewer.post(reverse(f"console:{route}", args=[id]), form)
    assert Conversation.objects.get().status == "new"
    assert not Tag.objects.exists()
    assert not Note.objects.exists()


def test_transcript_hides_its_technical_layer_until_asked(reviewer: Staff) -> None:
    page = reverse("console:conversation", args=[turn("does it hurt").conversation_id])
    plain, technical = reviewer.get(page), reviewer.get(f"{page}?technical")
    for words in ("does_it_hurt 95%", "model m1"):
        assert words not in plain.content.decode()
        assert words in technical.content.decode()
    assert "Roar, Sciatica, Pain, paragraph 1" in plain.content.decode()


def test_long_conversation_is_read_page_by_page(reviewer: Staff) -> None:
    of = conversation()
    for number in range(65):
        turn(f"question {number}.", of)
    page = reviewer.get(reverse("console:conversation", args=[of.pk])).content.decode()
    assert "question 64." in page
    assert "question 4." not in page
    assert "Earlier messages" in page


def test_viewer_sees_no_form_but_what_was_said(staff: SignIn) -> None:
    id = turn("does it hurt").conversation_id
    page = staff(Role.VIEWER).get(reverse("console:conversation", args=[id])).content.decode()
    main = page[page.index("<main") :]
    assert "does it hurt" in main
    assert 'method="post"' not in main


def test_patient_who_asks_to_be_forgotten_leaves_no_mark(reviewer: Staff) -> None:
    made = turn("forget me")
    id = made.conversation_id
    reviewer.post(reverse("console:tag", args=[id]), {"word": "anxious"})
    reviewer.post(reverse("console:write-note", args=[id]), {"text": "Lives near the mill."})
    reviewer.post(reverse("console:flag", args=[made.pk]), {"flag": "good"})
    reviewer.post(reverse("console:correct"), {"turn": made.pk, "topic": "forget_me"})
    erasure.erase_before(made)
    for kind in (Tag, Note, MessageFlag, Correction):
        assert not kind.objects.exists(), kind
