"""What patients send that is not a plain question: pictures, groups, changes, orders, floods."""

from collections.abc import Callable
from uuid import UUID

import pytest
from correspondent import Correspondent, OnMessenger, OnSlack, OnSms, OnTelegram, OnWhatsApp
from delivering import attend, deliver, wait_for_answers
from platform_apis import PlatformApis, Reply
from stand_in import StandIn

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.gateway import outbox
from frontdesk.gateway.database import DatabaseDown
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.models import Contact
from frontdesk.gateway.room import Room
from needlewise.language.sms import fits_one_sms

Writes = Callable[[type[Correspondent]], Correspondent]
FLAG = "I can't catch my breath since yesterday's needling"
ONLY_TEXT = "I can only read new text messages"


def texts(anna: Correspondent) -> list[str]:
    return [one.text for one in anna.got()]


def own_words(desk: Desk, name: str) -> str:
    """Return one of the desk's own texts."""
    return str(desk.notice.say(name, "", UUID(int=0))["text"])


def test_message_is_acknowledged_before_it_is_answered(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    rasa.delay = 1.0
    anna.says("does it hurt?")
    assert Turn.objects.get().state == "waiting"
    deliver(desk)
    assert len(texts(anna)) == 2


def test_acknowledged_message_is_answered_though_the_server_died(
    anna: Correspondent, rasa: StandIn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.lines, "begin", lambda *_: None)
    anna.says("does it hurt?")
    Conversation.objects.update(lease_ends=0.0)  # as time would
    attend(desk)
    deliver(desk)
    assert texts(anna)[-1].startswith("You asked: does it hurt?")
    assert rasa.calls == 1


def test_picture_is_declined_once_a_minute(anna: Correspondent, rasa: StandIn, desk: Desk) -> None:
    for _ in range(3):
        anna.post(anna.picture())
    deliver(desk)
    (text,) = texts(anna)
    assert ONLY_TEXT in text
    assert desk.library.clinic.phone in text
    assert rasa.calls == 0
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"voice": {"file_id": "v"}}, {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"sticker": {"file_id": "s"}}, {"document": {"file_id": "d"}}, {"contact": {"phone_number": "1"}},
    ],
)  # fmt: skip
def test_what_is_no_text_on_telegram_is_declined(
    writes: Writes, desk: Desk, fields: dict[str, object]
) -> None:
    anna = writes(OnTelegram)
    assert isinstance(anna, OnTelegram)
    anna.post(anna.update(**fields))
    deliver(desk)
    assert [ONLY_TEXT in text for text in texts(anna)] == [True]


def test_words_under_a_picture_are_read_too(writes: Writes, rasa: StandIn, desk: Desk) -> None:
    anna, ben, carl = writes(OnTelegram), writes(OnSms), writes(OnMessenger)
    assert isinstance(anna, OnTelegram) and isinstance(ben, OnSms) and isinstance(carl, OnMessenger)
    anna.post(anna.update(caption="does it hurt?", photo=[{"file_id": "p"}]))
    ben.post(ben.form(Body="does it hurt?", NumMedia="1"))
    carl.post(carl.batch(carl.item("does it hurt?", attachments=[{"type": "image"}])))
    wait_for_answers()
    deliver(desk)
    for one in (anna, ben, carl):
        assert sorted(ONLY_TEXT in text for text in texts(one)) == [False, False, True]
    assert rasa.calls == 3


def test_location_on_whatsapp_is_declined(writes: Writes, desk: Desk) -> None:
    anna = writes(OnWhatsApp)
    assert isinstance(anna, OnSms)
    anna.post(anna.form(Body="", Latitude="51.5", Longitude="-0.1"))
    deliver(desk)
    assert ONLY_TEXT in texts(anna)[0]


def test_change_of_a_message_is_declined_unless_it_tells_of_an_emergency(
    writes: Writes, rasa: StandIn, desk: Desk
) -> None:
    anna, carl, dora = writes(OnTelegram), writes(OnMessenger), writes(OnSlack)
    assert (
        isinstance(anna, OnTelegram) and isinstance(carl, OnMessenger) and isinstance(dora, OnSlack)
    )
    for text in ("does it hurt?", FLAG):
        anna.post(anna.update("edited_message", text=text))
        carl.post(carl.batch({"message_edit": {"mid": "m_1", "text": text, "num_edit": len(text)}}))
        dora.post(dora.event(subtype="message_changed", message={"text": text, "user": "U1"}))
        deliver(desk)
    for one in (anna, carl, dora):
        assert ONLY_TEXT in texts(one)[0]
        assert "999" in texts(one)[1] and fits_one_sms(texts(one)[1])
    assert rasa.calls == 0


def test_group_gets_one_polite_line(writes: Writes, rasa: StandIn, desk: Desk) -> None:
    anna, dora = writes(OnTelegram), writes(OnSlack)
    assert isinstance(anna, OnTelegram) and isinstance(dora, OnSlack)
    for text in ("hello", FLAG, "does it hurt?"):
        update = anna.update(text=text)
        update["message"]["chat"]["type"] = "supergroup"
        anna.post(update)
        dora.post(dora.event(text=text, channel_type="group"))
        dora.post(dora.event(text=text, type="app_mention", channel_type=None))
    deliver(desk)
    for one in (anna, dora):
        (text,) = texts(one)
        assert "in a group" in text
    assert rasa.calls == Turn.objects.count() == Contact.objects.count() == 0


def test_echoes_receipts_and_bots_are_ignored(writes: Writes, rasa: StandIn) -> None:
    anna, carl, dora = writes(OnTelegram), writes(OnMessenger), writes(OnSlack)
    assert (
        isinstance(anna, OnTelegram) and isinstance(carl, OnMessenger) and isinstance(dora, OnSlack)
    )
    robot = anna.update(text="hello")
    robot["message"]["from"]["is_bot"] = True
    items = (
        carl.item("hello", is_echo=True), {"delivery": {"mids": ["m"]}}, {"read": {"watermark": 1}},
        {"reaction": {"mid": "m", "emoji": "x"}},
    )  # fmt: skip
    bodies = [(anna, robot), (carl, carl.batch(*items))]
    bodies += [
        (dora, dora.event(text="hello", bot_id="B1")),
        (dora, dora.event(text="hello", subtype="bot_message")),
        (dora, dora.event(subtype="message_deleted")),
        (dora, dora.event(subtype="message_changed", message={"text": "x", "bot_id": "B1"})),
    ]
    for one, body in bodies:
        assert one.post(body).status_code == 200
    assert rasa.calls == Turn.objects.count() == outbox.waiting().count() == 0


def test_twilio_s_report_of_what_became_of_our_message_is_no_message(
    writes: Writes, rasa: StandIn
) -> None:
    anna = writes(OnSms)
    assert isinstance(anna, OnSms)
    report = anna.form(MessageStatus="delivered", SmsStatus="delivered")
    assert anna.post(report).status_code == 200
    assert rasa.calls == Turn.objects.count() == outbox.waiting().count() == 0


def test_every_message_of_a_batch_is_answered_in_order(
    writes: Writes, rasa: StandIn, desk: Desk
) -> None:
    anna = writes(OnMessenger)
    assert isinstance(anna, OnMessenger)
    asked = [f"question {number}" for number in range(5)]
    anna.post(anna.batch(*(anna.item(text) for text in asked), {"read": {"watermark": 1}}))
    deliver(desk)
    assert rasa.asked() == asked
    assert texts(anna)[1:] == [f"You asked: {text}" for text in asked]


def test_message_that_makes_us_fail_loses_no_other_of_its_batch(
    writes: Writes, rasa: StandIn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = writes(OnMessenger)
    assert isinstance(anna, OnMessenger)
    check = desk.gate.check

    def fails_once(text: str) -> object:
        if text == "question 1":
            raise ValueError(text)
        return check(text)

    body = anna.batch(*(anna.item(f"question {number}") for number in range(3)))
    with monkeypatch.context() as patched:
        patched.setattr(
            desk.reception, "gate", type("Gate", (), {"check": staticmethod(fails_once)})
        )
        assert anna.post(body).status_code == 503
    assert anna.post(body).status_code == 200
    wait_for_answers()
    assert sorted(rasa.asked()) == ["question 0", "question 1", "question 2"]


def test_late_messages_are_answered_in_the_order_in_which_they_come(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    for id in (903, 901, 902):
        anna.says(f"question {id}", id=id)
    anna.says("question 901", id=901)
    deliver(desk)
    assert rasa.asked() == ["question 903", "question 901", "question 902"]
    answers = [text.split("\n")[0] for text in texts(anna)[1:]]
    assert answers == [f"You asked: question {id}" for id in (903, 901, 902)]


def test_opened_chat_is_greeted_and_introduced_once(
    writes: Writes, rasa: StandIn, desk: Desk
) -> None:
    anna, carl = writes(OnTelegram), writes(OnMessenger)
    assert isinstance(carl, OnMessenger)
    anna.says("/start")
    carl.post(carl.batch({"postback": {"title": "Get Started", "payload": "GET_STARTED"}}))
    deliver(desk)
    for one in (anna, carl):
        assert texts(one) == [desk.library.notices.pinned, desk.library.notices.greeting]
        one.says("does it hurt?")
    deliver(desk)
    assert [len(texts(one)) for one in (anna, carl)] == [3, 3]
    assert rasa.calls == 2


def test_red_flag_is_answered_first_whole_and_alone(
    anna: Correspondent, rasa: StandIn, desk: Desk
) -> None:
    rasa.status = 503
    anna.says(FLAG)
    deliver(desk)
    first, rest, notice = texts(anna)
    assert fits_one_sms(first)
    assert "999" in first
    assert desk.library.clinic.phone in rest
    assert notice == desk.library.notices.pinned
    assert rasa.calls == 0


def test_red_flag_waits_for_no_letter_that_failed(
    writes: Writes, apis: PlatformApis, desk: Desk
) -> None:
    anna = writes(OnTelegram)
    anna.says("does it hurt?")
    apis.failures = [Reply(502)]
    deliver(desk, looks=1)
    anna.says(FLAG)
    deliver(desk, looks=1)
    assert "999" in texts(anna)[0]


def test_red_flag_is_answered_though_nothing_can_be_kept(
    anna: Correspondent, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object) -> None:
        raise DatabaseDown("OperationalError")

    monkeypatch.setattr(desk.reception, "database", type("Down", (), {"run": down})())
    body = anna.message(FLAG)
    assert [anna.post(body).status_code for _ in range(3)] == [503] * 3
    assert len(texts(anna)) == 2
    assert "999" in texts(anna)[0]
    assert anna.post(anna.message("does it hurt?")).status_code == 503
    assert len(texts(anna)) == 2


def test_text_that_is_too_long_is_declined_but_for_an_emergency(
    writes: Writes, rasa: StandIn, desk: Desk
) -> None:
    anna = writes(OnTelegram)
    long = "My back hurts when I sit. " * 100
    anna.says(long)
    deliver(desk)
    assert "shorter message" in texts(anna)[-1]
    anna.says(f"{long} {FLAG}")
    deliver(desk)
    assert any(text.startswith("Call 999") for text in texts(anna))
    assert rasa.calls == 0


def test_flood_is_turned_away_once_a_minute_and_nothing_is_run_twice(
    writes: Writes, rasa: StandIn, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = writes(OnSms)
    monkeypatch.setattr(desk.reception, "room", Room(3, 20, 200))
    for number in range(6):
        anna.says(f"question {number}")
    deliver(desk)
    assert rasa.calls == 3
    assert sum("can't keep up" in text for text in texts(anna)) == 1
    anna.says(FLAG)
    deliver(desk)
    assert any(text.startswith("Call 999") for text in texts(anna))


@pytest.mark.parametrize("app", [OnSms, OnWhatsApp])
def test_stop_ends_all_messages_until_start(
    app: type[Correspondent], writes: Writes, rasa: StandIn, desk: Desk
) -> None:
    anna = writes(app)
    anna.says("does it hurt?")
    deliver(desk)
    anna.says("is it safe?")
    wait_for_answers()
    anna.says(" Stop. ")
    deliver(desk)
    assert texts(anna)[2:] == [own_words(desk, "stopped")]
    anna.says("how long does it take?")
    deliver(desk)
    assert len(texts(anna)) == 3
    anna.says(FLAG)
    deliver(desk)
    assert "999" in texts(anna)[3]
    anna.says("START")
    anna.says("does it hurt?")
    deliver(desk)
    assert texts(anna)[-2] == own_words(desk, "started")


@pytest.mark.parametrize("refusal", [None, Reply(400, {"code": 21610})])
def test_patient_who_stopped_can_still_be_forgotten(
    refusal: Reply | None, writes: Writes, rasa: StandIn, apis: PlatformApis, desk: Desk
) -> None:
    anna = writes(OnSms)
    anna.says("does it hurt?")
    anna.says("STOP")
    deliver(desk)
    rasa.effects = ["forget"]
    apis.failures = [refusal] if refusal else []
    anna.says("forget me")
    deliver(desk)
    assert not Conversation.objects.exists()
    assert not Contact.objects.exists()


def test_carriers_words_are_orders_on_sms_only(writes: Writes, rasa: StandIn, desk: Desk) -> None:
    anna, ben = writes(OnSms), writes(OnWhatsApp)
    for word in ("help", "INFO"):
        anna.says(word)
    for word in ("cancel", "yes"):
        ben.says(word)
    anna.says("Quit")
    anna.says("yes")
    deliver(desk)
    assert rasa.asked() == ["cancel", "yes"]
    assert texts(anna)[-1] == own_words(desk, "started")


@pytest.mark.parametrize(
    "strange", ["\x00", "\ud800", "\u202e", "'; --", "x" * 22, "\U0001f600" * 3000]
)
def test_strange_texts_buttons_and_ids_break_nothing(
    writes: Writes, rasa: StandIn, desk: Desk, strange: str
) -> None:
    for app in (OnTelegram, OnMessenger, OnSlack):
        anna = writes(app)
        for body in (anna.message(strange), anna.press(strange, strange)):
            assert anna.post(body).status_code == 200
    carl = writes(OnMessenger)
    body = carl.message("does it hurt?")
    body["entry"][0]["messaging"][0]["sender"]["id"] = f"7{strange}"
    assert carl.post(body).status_code == 200
    deliver(desk)
    assert rasa.asked()[-1] == "does it hurt?"
    assert not Turn.objects.exclude(state="answered").exists()


@pytest.mark.parametrize("words", ["stopped", "started", "help"])
def test_answers_to_orders_are_one_sms(words: str, desk: Desk) -> None:
    assert fits_one_sms(own_words(desk, words))


def test_order_that_twilio_answered_is_obeyed_in_silence(
    writes: Writes, rasa: StandIn, desk: Desk
) -> None:
    anna = writes(OnSms)
    assert isinstance(anna, OnSms)
    anna.post(anna.form(Body="STOP", OptOutType="STOP"))
    deliver(desk)
    assert texts(anna) == []
    assert Contact.objects.get().is_stopped


def test_stop_on_telegram_is_a_word_like_others(writes: Writes, rasa: StandIn) -> None:
    anna = writes(OnTelegram)
    anna.says("stop")
    wait_for_answers()
    assert rasa.asked() == ["stop"]
