"""From a message that was not understood to a patch for training."""

import asyncio
from collections.abc import Callable

import pytest
import yaml
from django.urls import reverse
from recorded import CLARIFIED, UNSURE, rate, turn
from staff import Staff
from stand_in import StandIn

from frontdesk.console.improve import ranking
from frontdesk.console.improve.candidate import Candidate, Group, Reason
from frontdesk.console.improve.correction import Correction, Patch
from frontdesk.console.improve.gathering import gather
from frontdesk.console.member import Role
from frontdesk.conversations import erasure
from frontdesk.conversations.models import Turn
from frontdesk.gateway.desk import Desk

SignIn = Callable[[Role], Staff]
IMPROVE, CORRECT = reverse("console:improve"), reverse("console:correct")
CORRECTIONS, EXPORT = reverse("console:corrections"), reverse("console:export-corrections")


@pytest.fixture
def gathered(desk: Desk, rasa: StandIn) -> Callable[[], None]:
    """Gathers, as the worker would."""

    async def run() -> None:
        own = Desk.open(desk.configuration)
        await gather(own)
        await own.close()

    return lambda: asyncio.run(run())


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        (CLARIFIED, "unanswered"),
        (UNSURE, "unsure"),
        ({"flags": ["out_of_scope"], "ranking": [{"name": "out_of_scope", "confidence": 0.99}]}, "beyond"),
        ({"flags": ["out_of_scope"], "ranking": [{"name": "out_of_scope", "confidence": 0.5}]}, "unanswered"),
        ({"flags": ["not_covered"], "topics": ["cost"]}, "not_covered"),
        ({**CLARIFIED, "topic": "cost"}, None),
        ({"flags": ["red_flag"], "answered_by": "gate", "confidence": 0.1}, None),
        ({"flags": ["handoff"], "confidence": 0.1}, None),
    ],
)  # fmt: skip
def test_what_failed_is_gathered(
    gathered: Callable[[], None], facts: dict[str, object], reason: str | None
) -> None:
    turn("can I go bowling", **facts)
    gathered()
    assert [one.reason for one in Candidate.objects.all()] == ([reason] if reason else [])


def test_messages_that_ask_alike_are_one_group_ranked_by_count(
    gathered: Callable[[], None],
) -> None:
    turn("what about acupressure mats", **CLARIFIED)
    for text in ("can I go bowling", "Bowling?", "go bowling tomorrow"):
        turn(text, **CLARIFIED)
    gathered()
    found, count = ranking.rank(ranking.TO_CORRECT)
    assert ([group.count for group in found], count) == ([3, 1], 2)
    assert found[0].choices == ("does_it_hurt", "needles")


def test_unhelpful_answer_comes_first(gathered: Callable[[], None]) -> None:
    turn("bowling", **CLARIFIED)
    turn("bowling", **CLARIFIED)
    rated = turn("does a tattoo matter")
    gathered()
    rate(rated, False, "no")
    gathered()
    found, _ = ranking.rank(ranking.TO_CORRECT)
    assert [group.reasons for group in found] == [
        (Reason.UNHELPFUL.label,),
        (Reason.UNANSWERED.label,),
    ]


def test_without_rasa_words_group_until_it_is_back(
    gathered: Callable[[], None], rasa: StandIn, staff: SignIn
) -> None:
    turn("can I go bowling", **CLARIFIED)
    rasa.status = 503
    gathered()
    viewer = staff(Role.VIEWER)
    assert "grouped by shared words only" in viewer.get(IMPROVE).content.decode()

    rasa.status = 200
    gathered()
    assert list(Group.objects.values_list("by_words", flat=True)) == [False]
    assert "grouped by shared words only" not in viewer.get(IMPROVE).content.decode()


def test_one_press_corrects_and_one_takes_back(gathered: Callable[[], None], staff: SignIn) -> None:
    made = turn("can I go bowling", **CLARIFIED)
    gathered()
    reviewer = staff(Role.REVIEWER)
    page = reviewer.get(IMPROVE).content.decode()
    assert 'name="topic" value="does_it_hurt"' in page

    reviewer.post(CORRECT, {"turn": made.pk, "topic": "does_it_hurt", "reason": "told me so"})

    kept = Correction.objects.get()
    assert (kept.topic, kept.made_by, kept.reason, kept.understood) == (
        "does_it_hurt", "The Reviewer", "told me so", "nlu_fallback",
    )  # fmt: skip
    assert not Candidate.objects.get().is_open
    undo = reviewer.get(IMPROVE)
    assert "Undo" in undo.content.decode()

    reviewer.post(reverse("console:undo-correction"), {"bulk": kept.bulk})

    kept.refresh_from_db()
    assert kept.undone_by == "The Reviewer"
    assert Candidate.objects.get().is_open


def test_group_is_corrected_but_for_what_was_unticked(
    gathered: Callable[[], None], staff: SignIn
) -> None:
    turns = [turn("go bowling", **CLARIFIED) for _ in range(7)]
    gathered()
    shown = [one.turn_id for one in ranking.rank(ranking.TO_CORRECT)[0][0].samples]
    form = {"shown": shown, "turn": shown[1:], "others": Group.objects.get().pk}
    staff(Role.REVIEWER).post(CORRECT, {**form, "reason_of": ["unanswered"], "other": "aftercare"})
    corrected = set(Correction.objects.values_list("turn_id", flat=True))
    assert corrected == {one.pk for one in turns} - {shown[0]}


def test_htmx_gets_what_was_done_with_its_undo(gathered: Callable[[], None], staff: SignIn) -> None:
    made = turn("can I go bowling", **CLARIFIED)
    answer = staff(Role.REVIEWER).post(
        CORRECT, {"turn": made.pk, "verdict": "gap"}, headers={"HX-Request": "true"}
    )
    assert "no card covers it" in answer.content.decode()
    assert str(Correction.objects.get().bulk) in answer.content.decode()


@pytest.mark.parametrize(
    "form", [{}, {"turn": "x"}, {"turn": "1", "topic": "no_topic"}, {"turn": "1"}]
)
def test_verdict_that_is_none_changes_nothing(
    desk: Desk, staff: SignIn, form: dict[str, str]
) -> None:
    turn("bowling", **CLARIFIED)
    staff(Role.REVIEWER).post(CORRECT, {**form, "next": "//elsewhere.example/"})
    assert not Correction.objects.exists()


def correct(by: Staff, topic: str, *turns: Turn) -> None:
    by.post(CORRECT, {"turn": [one.pk for one in turns], "topic": topic})


def export(by: Staff) -> dict[str, object]:
    """Export all that is ready and return the patch."""
    ids = list(Correction.objects.values_list("id", flat=True))
    by.post(EXPORT, {"correction": ids, "read": "yes"})
    patch = Patch.objects.get()
    found: dict[str, object] = yaml.safe_load(
        by.get(reverse("console:patch", args=[patch.pk])).content
    )
    return found


def test_patch_says_where_each_correction_comes_from(desk: Desk, staff: SignIn) -> None:
    made = turn("can I go\n bowling", **CLARIFIED)
    lead = staff(Role.CLINICAL_LEAD)
    correct(lead, "aftercare", made)

    patch = export(lead)

    (entry,) = patch["corrections"]
    assert patch["patch"] == Patch.objects.get().name
    assert patch["exported_by"] == entry["corrected_by"] == "The Clinical lead"
    assert (entry["text"], entry["topic"]) == ("can I go bowling", "aftercare")
    assert (entry["model_version"], entry["content_version"]) == ("m1", "c1")
    assert len(entry["turn"]) == 16
    assert made.conversation.name not in str(patch)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("I'm <NAME>, can I go bowling", "who wrote it"),
        ("call me on 020 7946 0123", "who wrote it"),
        ("bowling [now](x)", "brackets"),
        ("bowling " * 50, "Shorten"),
        ("I can't feel my groin and lost control of my bladder", "red-flag gate"),
    ],
)
def test_what_may_not_leave_is_reworded_first(
    desk: Desk, staff: SignIn, text: str, problem: str
) -> None:
    lead = staff(Role.CLINICAL_LEAD)
    correct(lead, "aftercare", turn(text, **CLARIFIED))
    assert problem in lead.get(CORRECTIONS).content.decode()
    lead.post(EXPORT, {"correction": [Correction.objects.get().pk], "read": "yes"})
    assert not Patch.objects.exists()

    reword = reverse("console:reword", args=[Correction.objects.get().pk])
    lead.post(reword, {"text": "can I go bowling"})

    assert export(lead)["corrections"][0]["text"] == "can I go bowling"


def test_same_words_under_two_topics_are_not_exported(desk: Desk, staff: SignIn) -> None:
    lead = staff(Role.CLINICAL_LEAD)
    correct(lead, "aftercare", turn("bowling", **CLARIFIED))
    correct(lead, "needles", turn("Bowling", **CLARIFIED))
    assert "two topics" in lead.get(CORRECTIONS).content.decode()


def test_nothing_is_exported_unread(desk: Desk, staff: SignIn) -> None:
    lead = staff(Role.CLINICAL_LEAD)
    correct(lead, "aftercare", turn("bowling", **CLARIFIED))
    lead.post(EXPORT, {"correction": [Correction.objects.get().pk]})
    assert not Patch.objects.exists()


def test_taken_back_is_left_out_of_the_patch(desk: Desk, staff: SignIn) -> None:
    lead = staff(Role.CLINICAL_LEAD)
    one, other = turn("bowling", **CLARIFIED), turn("skittles", **CLARIFIED)
    correct(lead, "aftercare", one, other)
    export(lead)
    kept = Correction.objects.get(turn=one)
    lead.post(reverse("console:undo-correction"), {"correction": kept.pk})
    patch = yaml.safe_load(
        lead.get(reverse("console:patch", args=[Patch.objects.get().pk])).content
    )
    assert [entry["text"] for entry in patch["corrections"]] == ["skittles"]


def test_gaps_count_what_the_clinic_left_open_and_what_staff_named(
    gathered: Callable[[], None], staff: SignIn
) -> None:
    for _ in range(3):
        turn("what does it cost", flags=["not_covered"], topics=["cost"])
    made = turn("do you do cupping", **CLARIFIED)
    gathered()
    reviewer = staff(Role.REVIEWER)
    reviewer.post(CORRECT, {"turn": made.pk, "verdict": "gap"})
    page = " ".join(reviewer.get(reverse("console:gaps")).content.decode().split())
    assert '<td class="number">3</td>' in page
    assert "do you do cupping" in page


def test_forgotten_patient_leaves_no_correction(
    gathered: Callable[[], None], staff: SignIn
) -> None:
    made = turn("can I go bowling", **CLARIFIED)
    gathered()
    correct(staff(Role.REVIEWER), "aftercare", made)
    erasure.erase(made.conversation.name)
    assert not Correction.objects.exists()
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("text", ["word " * 20_000, "\x07\x1b[31m\ufeff<script>ran(1)</script>"])
def test_pages_show_any_text(gathered: Callable[[], None], staff: SignIn, text: str) -> None:
    made = turn("can I go bowling", **CLARIFIED)
    gathered()
    Turn.objects.update(redacted_text=text)
    lead = staff(Role.CLINICAL_LEAD)
    group = reverse("console:improve-group", args=[Group.objects.get().pk])
    shown = [lead.get(address).content for address in (IMPROVE, group)]
    correct(lead, "aftercare", made)
    for page in (*shown, lead.get(CORRECTIONS).content):
        assert b"<script>ran" not in page
        assert b"\x1b" not in page
        assert len(page) < 100_000
