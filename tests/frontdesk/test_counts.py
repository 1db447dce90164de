"""What is kept up turn by turn equals what a recount finds."""

from collections import Counter

from patient import Patient
from stand_in import StandIn

from frontdesk.conversations import count
from frontdesk.conversations.models import Answer, Conversation, DailyCount, Turn


def talk(alice: Patient, bob: Patient, rasa: StandIn) -> None:
    """Have some of everything happen."""
    alice.say("does it hurt?")
    alice.say("I lost control of my bladder and my legs are numb")
    rasa.changed = {"kind": "out_of_scope", "topics": ["out_of_scope"]}
    alice.say("what is the weather?")
    rasa.changed = {"kind": "handoff", "topics": ["handoff"]}
    bob.say("I want to talk to somebody")
    rasa.changed = {}
    answer = bob.say("does it hurt?")["messages"][0]["id"]
    for helpful in (True, False, False):
        bob.client.post("/chat/feedback", json={"message": answer, "helpful": helpful})


def test_daily_counts_equal_a_recount(alice: Patient, bob: Patient, rasa: StandIn) -> None:
    talk(alice, bob, rasa)
    turns = list(Turn.objects.select_related("conversation"))
    whole = DailyCount.objects.get(split="all")
    became = Counter(count.outcome(turn.flags) for turn in turns)
    assert whole.turns == len(turns) == 5
    assert {name: getattr(whole, name) for name in count.OUTCOMES} == became
    assert dict(became) == {"answered": 2, "red_flag": 1, "fallback": 1, "handoff": 1}
    assert (whole.helpful, whole.unhelpful) == (0, 1)


def test_every_split_adds_up_and_topics_tell_what_was_asked(
    alice: Patient, bob: Patient, rasa: StandIn
) -> None:
    talk(alice, bob, rasa)
    for split in ("answered_by", "hour", "model", "seconds"):
        assert sum(row.turns for row in DailyCount.objects.filter(split=split)) == 5, split
    by_topic = {row.part: row.turns for row in DailyCount.objects.filter(split="topic")}
    asked = Counter(topic for turn in Turn.objects.all() for topic in turn.topics)
    assert by_topic == asked
    by_whom = {row.part: row.turns for row in DailyCount.objects.filter(split="answered_by")}
    assert by_whom == Counter(turn.answered_by for turn in Turn.objects.all())


def test_conversation_knows_what_its_turns_were(
    alice: Patient, bob: Patient, rasa: StandIn
) -> None:
    talk(alice, bob, rasa)
    first, second = Conversation.objects.order_by("id")
    assert (first.turn_count, first.red_flag, first.fallback, first.handoff) == (
        3,
        True,
        True,
        False,
    )
    assert (second.turn_count, second.red_flag, second.fallback, second.handoff) == (
        2,
        False,
        False,
        True,
    )
    assert (first.feedback, second.feedback) == ("", "unhelpful")
    assert first.last_turn == Turn.objects.filter(conversation=first).latest("id").id
    assert set(first.asked.values_list("topic", flat=True)) >= {"does_it_hurt", "red_flag"}


def test_vote_that_changes_moves(alice: Patient, rasa: StandIn) -> None:
    answer = alice.say("does it hurt?")["messages"][0]["id"]
    alice.client.post("/chat/feedback", json={"message": answer, "helpful": False})
    alice.client.post("/chat/feedback", json={"message": answer, "helpful": True})
    row = DailyCount.objects.get(split="topic", part="does_it_hurt")
    assert (row.helpful, row.unhelpful) == (1, 0)
    assert Answer.objects.get().helpful
    assert Conversation.objects.get().feedback == "helpful"


def test_new_message_makes_a_reviewed_conversation_new(alice: Patient, rasa: StandIn) -> None:
    alice.say("does it hurt?")
    Conversation.objects.update(status="reviewed")
    alice.say("is it safe?")
    assert Conversation.objects.get().status == "new"
