"""A whole conversation on every channel: asked, answered, picked, warned, forgotten."""

from collections.abc import Callable

from correspondent import Correspondent, OnSms, OnTelegram
from delivering import attend, deliver, wait_for_answers, wait_for_letters
from platform_apis import PlatformApis
from stand_in import StandIn

from frontdesk.conversations.models import Answer, Conversation, Turn
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import DELIVER, Contact, Outgoing
from needlewise.language.sms import fits_one_sms

FLAG = "I can't catch my breath since yesterday's needling"


def pick(anna: Correspondent, number: int) -> None:
    """Pick a suggestion: press its button where there are some, else write its number."""
    buttons = anna.got()[-1].buttons
    if buttons:
        anna.presses(buttons[number - 1])
    else:
        anna.says(str(number))
    wait_for_answers()


def test_conversation_from_first_word_to_forgetting(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    anna.says("does it hurt?")
    deliver(desk)
    notice, answer = anna.got()
    assert notice.text == desk.library.notices.pinned
    assert answer.text.startswith("You asked: does it hurt?")
    pick(anna, 2)
    deliver(desk)
    assert rasa.asked() == ["does it hurt?", "is_it_safe"]
    anna.says(FLAG)
    deliver(desk)
    first, rest = anna.got()[3:]
    assert fits_one_sms(first.text)
    assert desk.library.emergency.emergency.number in first.text
    assert desk.library.clinic.phone in rest.text
    assert desk.library.notices.disclaimer in rest.text
    rasa.effects = ["forget"]
    anna.says("forget me")
    deliver(desk)
    assert anna.got()[-1].text.startswith("You asked: forget me")
    tables = (Turn, Answer, Conversation, Contact)
    assert [table.objects.count() for table in tables] == [0] * len(tables)
    assert not Outgoing.objects.filter(kind=DELIVER).exists()
    assert set(rasa.forgotten) == {rasa.turns[0]["conversation"]}  # twice does no harm


def test_platform_s_id_is_stored_nowhere(anna: Correspondent, desk: Desk) -> None:
    anna.says("does it hurt?")
    deliver(desk)
    anna.says("is it safe?")
    wait_for_answers()
    conversation = Conversation.objects.get()
    assert conversation.name.startswith(f"{anna.channel}:")
    rows = [
        *Turn.objects.values(), *Answer.objects.values(), *Contact.objects.values(),
        *Outgoing.objects.values(), *Conversation.objects.values(),
    ]  # fmt: skip
    assert not [row for row in rows if anna.me in str(row)]


def test_conversation_goes_on_under_one_name_and_is_introduced_once(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    for text in ("does it hurt?", "is it safe?"):
        anna.says(text)
        deliver(desk)
    assert Conversation.objects.count() == 1
    assert len({turn["conversation"] for turn in rasa.turns}) == 1
    assert [turn["metadata"]["channel"] for turn in rasa.turns] == [anna.channel] * 2
    assert anna.apis.texts().count(desk.library.notices.pinned) == 1


def test_number_word_or_title_picks_what_was_offered(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    anna.says("does it hurt?")
    for text in ("2", "2.", "two", "Option 2", "Is it safe?"):
        deliver(desk)
        anna.says(text)
        wait_for_answers()
    assert rasa.asked() == ["does it hurt?", *["is_it_safe"] * 5]


def test_number_that_nothing_offered_is_text(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    rasa.changed = {"suggestions": []}
    anna.says("call me back")
    deliver(desk)
    anna.says("2")
    wait_for_answers()
    assert rasa.asked() == ["call me back", "2"]


def test_two_patients_get_their_own_answers(
    writes: Callable[[type[Correspondent]], Correspondent], desk: Desk
) -> None:
    anna, ben = writes(OnTelegram), writes(OnTelegram)
    anna.says("does it hurt?")
    ben.says("is it safe?")
    deliver(desk)
    assert anna.got()[-1].text.startswith("You asked: does it hurt?")
    assert ben.got()[-1].text.startswith("You asked: is it safe?")


def test_button_of_another_patient_is_only_its_words(
    writes: Callable[[type[Correspondent]], Correspondent], rasa: StandIn, desk: Desk
) -> None:
    anna, ben = writes(OnTelegram), writes(OnTelegram)
    anna.says("does it hurt?")
    deliver(desk)
    ben.presses(anna.got()[-1].buttons[1])
    wait_for_answers()
    assert rasa.turns[-1]["text"] == "Is it safe?"


def test_answer_that_comes_late_is_announced_once(
    writes: Callable[[type[Correspondent]], Correspondent],
    rasa: StandIn,
    desk: Desk,
    apis: PlatformApis,
    monkeypatch,
) -> None:
    monkeypatch.setattr(desk.reception, "deadline", 0.3)
    anna = writes(OnSms)
    rasa.status = 503
    anna.says("does it hurt?")
    wait_for_letters(2)
    rasa.status = 200
    attend(desk)
    deliver(desk)
    _, notice, answer = anna.got()
    assert "your message is safe" in notice.text
    assert answer.text.startswith("You asked")
