"""What the gate must catch, and what it must let pass."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from needlewise.safety import example
from needlewise.safety.flag import GROUPS
from needlewise.safety.gate import Gate

HERE = Path(__file__).parent
EXAMPLES = example.load_examples(HERE.parents[1] / example.EXAMPLES)


def read(name: str) -> list[dict[str, str]]:
    return list(yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))["messages"])


REPORTS = read("must_catch")
PUNCTUATION = re.compile(r"(?<!\d)[^\w\s'*]|[^\w\s'*](?!\d)")


@pytest.mark.parametrize("group", GROUPS)
def test_gate_catches_every_report_of_the_group(gate: Gate, group: str) -> None:
    reports = [report["text"] for report in REPORTS if report["group"] == group]

    missed = [text for text in reports if (flag := gate.check(text)) is None or flag.group != group]

    assert len(reports) >= 15
    assert not missed


def test_gate_catches_nearly_all_examples_of_reports(gate: Gate) -> None:
    reports = [kept.text for kept in EXAMPLES if kept.group]

    missed = [text for text in reports if gate.check(text) is None]

    assert len(missed) < 0.015 * len(reports), missed  # the NLU's second look is for the rest


def test_gate_lets_every_harmless_message_pass(gate: Gate) -> None:
    assert not [message["text"] for message in read("must_not_fire") if gate.check(message["text"])]


def test_gate_lets_nearly_all_ordinary_examples_pass(gate: Gate) -> None:
    ordinary = [kept.text for kept in EXAMPLES if not kept.group]

    alarmed = [text for text in ordinary if gate.check(text)]

    assert len(alarmed) < 0.005 * len(ordinary), alarmed


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "   "),
        lambda text: f"\n {text}\t\n",
        lambda text: text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
        lambda text: text.replace("n't", "nt"),
    ],
    ids=["capitals", "small letters", "wide", "padded", "curly quotes", "no apostrophes"],
)
def test_gate_catches_a_report_however_it_is_written(gate: Gate, change) -> None:  # type: ignore[no-untyped-def]
    assert not [report["text"] for report in REPORTS if gate.check(change(report["text"])) is None]


def test_gate_catches_a_report_without_punctuation(gate: Gate) -> None:
    dictated = [PUNCTUATION.sub(" ", report["text"]) for report in REPORTS]

    assert not [text for text in dictated if gate.check(text) is None]


def test_gate_catches_a_report_among_other_things(gate: Gate) -> None:
    said = [report["text"].rstrip(".?!") for report in REPORTS]
    asked = [f"How much is it? {text}, is that normal?" for text in said]
    filled_in = [f"Sam Lee, 07700 900321. {text}. Thanks" for text in said]

    assert not [text for text in [*asked, *filled_in] if gate.check(text) is None]


@pytest.mark.parametrize(
    ("message", "raised"),
    [
        ("is it normal to not feel the toilet seat", True),  # nobody asks who feels it
        ("is it normal to have a fever after needling", False),
        ("can it make you lose feeling between your legs", False),
    ],
)
def test_gate_takes_only_what_nobody_asks_idly_for_a_report(
    gate: Gate, message: str, raised: bool
) -> None:
    assert (gate.check(message) is not None) == raised


def test_gate_names_the_most_urgent_group(gate: Gate) -> None:
    flag = gate.check("I can't pee, my chest is being crushed and I want to kill myself")

    assert flag is not None
    assert flag.group == "self_harm"


@pytest.mark.parametrize(
    ("message", "group"),
    [
        ("no fever but I can't pee", "cauda_equina"),
        ("No, I lost control of my bladder", "cauda_equina"),
        ("No numbness. No fever. Just a collapsed lung, I think", "lung"),
        ("never had numbness between my legs like this before", "cauda_equina"),
        ("I don't want to worry you but there's pus where the needle went", "infection"),
    ],
)
def test_gate_sees_a_flag_behind_a_negation(gate: Gate, message: str, group: str) -> None:
    flag = gate.check(message)

    assert flag is not None
    assert flag.group == group


@pytest.mark.parametrize(
    "message", ["", " ", "?", "...", "\u200b", "👍", "1", "\ud800", "مرحبا", "no", "if", "not"]
)
def test_gate_passes_what_says_nothing(gate: Gate, message: str) -> None:
    assert gate.check(message) is None


SETTINGS = settings(max_examples=150, deadline=None, derandomize=True, database=None)


@SETTINGS
@given(text=st.text(max_size=400))
def test_gate_never_raises_on_any_text(gate: Gate, text: str) -> None:
    gate.check(text)


@SETTINGS
@given(data=st.data())
def test_gate_never_raises_on_its_own_words(gate: Gate, data: st.DataObject) -> None:
    own = [
        "no",
        "i",
        "if",
        "can't",
        "numb",
        "legs",
        ",",
        "?",
        "and",
        "my",
        "since",
        "is",
        "fever",
        "but",
        "never",
    ]
    text = " ".join(data.draw(st.lists(st.sampled_from(own), max_size=60)))

    gate.check(text)


@SETTINGS
@given(report=st.sampled_from([report["text"] for report in REPORTS]), noise=st.text(max_size=80))
def test_gate_catches_a_report_whatever_sentence_precedes_it(
    gate: Gate, report: str, noise: str
) -> None:
    words = "".join(character for character in noise if character.isdigit() or character in " .!?")

    assert gate.check(f"{words}. {report}") is not None


def test_gate_takes_time_in_proportion_to_length(gate: Gate) -> None:
    once = gate.read("is it normal that my leg aches after needling, and can I run? " * 30)
    twice = gate.read("is it normal that my leg aches after needling, and can I run? " * 60)

    assert len(twice.clauses) == 2 * len(once.clauses)
