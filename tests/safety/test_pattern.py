"""The pattern files are checked when they are loaded."""

import shutil
from pathlib import Path

import pytest

from needlewise.safety.flag import GROUPS, RedFlag
from needlewise.safety.pattern import FOLDER, PatternError, load_patterns
from needlewise.safety.sign import Flag, Form, FormError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "patterns"))


def spoil(folder: Path, content: str) -> None:
    (folder / "serious_back_pain.yml").write_text(content, encoding="utf-8")


def test_patterns_have_a_flag_for_every_group() -> None:
    assert set(load_patterns().flags) == set(GROUPS)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("concepts: [", "not YAML"),
        ("[]", "unknown key"),
        ("colours: {}", "unknown key"),
        ("concepts: {breath: [no]}", "concept breath is not a list of phrases"),
        ("concepts: {breath: [$air]}", "unknown set '\\$air'"),
        ("concepts: {numb: [numb]}", "defines numb again"),
        ("signs: {breath: [breath]}", "names breath"),
        ("signs: {breath: {unless: [numb]}}", "sign breath: 'forms'"),
        ("signs: {breath: [numb > fever ~ fever]}", "mixes '~'"),
        ("signs: {breath: {forms: [numb], even: [dreamt]}}", "'dreamt' is not a valid Mood"),
        ("flags: [breath]", "flags: unknown breath"),
        ("flags: []", "or empty"),
        ("symptoms: [breath]", "symptoms: unknown breath"),
    ],
)
def test_patterns_refuse_a_faulty_file_by_name(folder: Path, content: str, fault: str) -> None:
    spoil(folder, content)

    with pytest.raises(PatternError, match=f"(?s)serious_back_pain.yml: .*{fault}"):
        load_patterns(folder)


def test_patterns_refuse_a_file_of_no_group(folder: Path) -> None:
    (folder / "toothache.yml").write_text("flags: []", encoding="utf-8")

    with pytest.raises(
        PatternError, match=r"toothache\.yml missing or not of a group\. Groups: self_harm"
    ):
        load_patterns(folder)


def test_patterns_refuse_a_missing_file(folder: Path) -> None:
    (folder / "serious_back_pain.yml").unlink()

    with pytest.raises(PatternError, match=r"serious_back_pain\.yml missing"):
        load_patterns(folder)


def test_red_flag_refuses_an_unknown_group() -> None:
    with pytest.raises(
        ValueError, match=r"Unknown red-flag group 'toothache'\. Use one of: self_harm"
    ):
        RedFlag("toothache")


def test_form_parses_order_and_gaps() -> None:
    assert Form.parse("numb ~6 saddle") == Form(("numb", "saddle"), (6,), ordered=False)
    assert Form.parse("a > b >2 c") == Form(("a", "b", "c"), (4, 2), ordered=True)


def test_form_refuses_three_concepts_in_any_order() -> None:
    with pytest.raises(FormError):
        Form.parse("a ~ b ~ c")


def test_flag_parses_what_must_be_absent() -> None:
    assert Flag.parse("chest + not needled") == Flag(frozenset({"chest"}), frozenset({"needled"}))
