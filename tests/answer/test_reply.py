from small_library import PAIN

from needlewise.answer.answer import Answer
from needlewise.answer.memory import Memory, Question
from needlewise.answer.reply import Reply, Response
from needlewise.answer.wording import Wording
from needlewise.knowledge.library import Library


def ask(
    library: Library, wording: Wording, *questions: Question, memory: Memory | None = None
) -> Reply:
    reply = Reply(library, wording, memory or Memory())
    reply.take(questions)
    return reply


def kinds(reply: Reply) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (one.kind, one.topics) if isinstance(one, Answer) else ("response", (one.topic,))
        for one in reply.messages
    ]


def said(reply: Reply) -> Answer:
    (message,) = reply.messages
    assert isinstance(message, Answer)
    return message


def test_consecutive_answers_share_a_message(library: Library, wording: Wording) -> None:
    reply = ask(library, wording, Question("pain"), Question("visits"))
    assert kinds(reply) == [("answer", ("pain", "visits"))]


def test_every_other_kind_stands_alone_in_the_order_asked(
    library: Library, wording: Wording
) -> None:
    reply = ask(library, wording, Question("pain"), Question("cost"), Question("visits"))
    assert kinds(reply) == [
        ("answer", ("pain",)),
        ("not_covered", ("cost",)),
        ("answer", ("visits",)),
    ]


def test_what_is_out_of_scope_is_said_beside_the_answer(library: Library, wording: Wording) -> None:
    reply = ask(library, wording, Question("out_of_scope"), Question("pain"))
    assert kinds(reply) == [("out_of_scope", ("out_of_scope",)), ("answer", ("pain",))]


def test_topic_without_a_card_is_left_to_the_domain(library: Library, wording: Wording) -> None:
    reply = ask(library, wording, Question("bot_challenge"), Question("pain"))
    assert reply.messages[0] == Response("bot_challenge")


def test_condition_of_the_question_goes_before_the_one_remembered(
    library: Library, wording: Wording
) -> None:
    named = ask(
        library, wording, Question("pain", "sciatica"), memory=Memory(condition="back pain")
    )
    assert said(named).text.startswith("In the leg.")
    kept = ask(library, wording, Question("pain"), memory=Memory(condition="sciatica"))
    assert said(kept).text.startswith("In the leg.")
    other = ask(library, wording, Question("pain"), memory=Memory(condition="heel pain"))
    assert said(other).text.startswith("It hurts a little.")


def test_guidance_stands_beside_one_answer_and_waits_where_several_are_asked(
    library: Library, wording: Wording
) -> None:
    alone = ask(library, wording, Question("pain"))
    assert alone.memory.guided and "A board says ask." in said(alone).text
    several = ask(library, wording, Question("visits"), Question("pain"))
    assert not several.memory.guided and "A board" not in said(several).text
    more = ask(library, wording, Question("more_detail"), memory=several.memory)
    assert "A deep ache. [1]\n\nFrom public guidance" in said(more).text


def test_guidance_is_not_told_twice_running(library: Library, wording: Wording) -> None:
    alone = ask(library, wording, Question("pain"))
    again = ask(library, wording, Question("pain", "sciatica"), memory=alone.memory)
    assert again.memory.guided and "A board" not in said(again).text
    between = ask(library, wording, Question("visits"), memory=again.memory)
    later = ask(library, wording, Question("pain"), memory=between.memory)
    assert "A board says ask." in said(later).text


def test_answer_in_brief_is_its_first_claim_and_the_rest_is_more(
    library: Library, wording: Wording
) -> None:
    (part,) = said(ask(library, wording, Question("pain", briefly=True))).parts
    assert [claim.text for claim in part.claims] == ["It hurts a little."] and part.more


def test_more_can_be_asked_of_an_earlier_answer(library: Library, wording: Wording) -> None:
    several = ask(library, wording, Question("pain"), Question("visits"))
    more = ask(library, wording, Question("more_detail", related="pain"), memory=several.memory)
    assert said(more).topics == ("pain",) and more.memory.topic == "pain"


def test_more_goes_through_the_steps_then_the_differences_then_ends_honestly(
    library: Library, wording: Wording
) -> None:
    memory, texts = ask(library, wording, Question("pain")).memory, []
    for _ in range(4):
        reply = ask(library, wording, Question("more_detail"), memory=memory)
        memory = reply.memory
        texts.append(
            (said(reply).kind, said(reply).parts[0].claims[0].text, said(reply).parts[0].more)
        )
    assert texts[:3] == [
        ("answer", "A deep ache.", True),
        ("answer", "A prick.", True),
        ("answer", "Our articles differ: how much.", False),
    ]
    assert texts[3][0] == "not_covered"
    assert said(reply).topics == ("pain",) and said(reply).suggestions[0].topic == "handoff"


def test_more_is_of_the_answer_and_not_of_what_is_not_covered_beside_it(
    library: Library, wording: Wording
) -> None:
    assert ask(library, wording, Question("pain"), Question("cost")).memory.topic == "pain"
    assert ask(library, wording, Question("thanks"), Question("cost")).memory.topic == "cost"


def test_more_of_nothing_asks_back(library: Library, wording: Wording) -> None:
    assert kinds(ask(library, wording, Question("more_detail"))) == [("clarification", ())]


def test_sources_are_those_of_the_last_answer(library: Library, wording: Wording) -> None:
    reply = ask(library, wording, Question("pain"), Question("ask_sources"))
    answer, sources = reply.messages
    assert isinstance(answer, Answer)
    assert isinstance(sources, Answer)
    assert sources.topics == ("ask_sources", "pain")
    assert [one.source for one in sources.citations] == [one.source for one in answer.citations]


def test_sources_after_a_new_session_are_those_of_the_last_topic(
    library: Library, wording: Wording
) -> None:
    memory = Memory(topic="pain", condition="sciatica")
    sources = said(ask(library, wording, Question("ask_sources"), memory=memory))
    assert sources.topics == ("ask_sources", "pain")
    assert [one.source for one in sources.citations] == ["alpha"]


def test_sources_of_nothing_are_all_articles(library: Library, wording: Wording) -> None:
    wording = Wording(**(vars(wording) | {"starters": ("pain", "visits")}))
    sources = said(ask(library, wording, Question("ask_sources")))
    assert sources.topics == ("ask_sources",)
    assert [(one.kind, one.source) for one in sources.citations] == [
        ("document", "alpha"), ("document", "beta"),
    ]  # fmt: skip


def test_personal_advice_is_declined_and_the_general_answer_given(
    library: Library, wording: Wording
) -> None:
    related = ask(library, wording, Question("personal_medical_advice", related="pain"))
    assert kinds(related) == [("advice_boundary", ("personal_medical_advice", "pain"))]
    assert [part.topic for part in said(related).parts] == ["personal_medical_advice", "pain"]
    assert related.memory.topic == "pain"


def test_personal_advice_about_nothing_in_particular_brings_the_guidance(
    library: Library, wording: Wording
) -> None:
    alone = ask(library, wording, Question("personal_medical_advice", related="cost"))
    assert said(alone).topics == ("personal_medical_advice",)
    assert "A board names more." in said(alone).text and "Not signed yet." in said(alone).text


def test_booking_says_how_and_leaves_the_request_to_the_form(
    library: Library, wording: Wording
) -> None:
    assert kinds(ask(library, wording, Question("book_appointment"))) == [
        ("handoff", ("book_appointment",))
    ]


def test_suggestions_follow_the_cards_and_never_repeat_what_was_answered(
    library: Library, wording: Wording
) -> None:
    one = said(ask(library, wording, Question("pain")))
    assert [suggestion.topic for suggestion in one.suggestions] == ["visits", "cost"]
    assert one.suggestions[0].title == "What about visits?"
    both = said(ask(library, wording, Question("pain"), Question("visits")))
    assert [suggestion.topic for suggestion in both.suggestions] == ["cost"]


def test_memory_names_the_last_topic_and_starts_its_steps_again(
    library: Library, wording: Wording
) -> None:
    memory = ask(library, wording, Question("visits"), memory=Memory("pain", None, 2, True)).memory
    assert (memory.topic, memory.step, memory.guided) == ("visits", 0, True)
    assert memory.cited == library.card("visits").claims[0].citations != PAIN.claims[0].citations
