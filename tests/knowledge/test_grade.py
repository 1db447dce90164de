"""Reading grade: plain text is low, terms that patients know do not count."""

from needlewise.knowledge.card import Card, Claim, Variant
from needlewise.knowledge.check.grade import reading_grade
from needlewise.knowledge.check.ground import Ground
from needlewise.knowledge.check.wording import find_hard_reading


def test_plain_text_has_a_low_grade() -> None:
    assert reading_grade(["The needle is thin. It does not hurt much."]) < 3


def test_known_term_counts_as_a_short_word() -> None:
    texts = ["Ask a physiotherapist about acupuncture."]
    assert reading_grade(texts, ["physiotherapist", "acupuncture"]) < reading_grade(texts)


def test_name_in_braces_counts_as_a_short_word() -> None:
    assert reading_grade(["Call {emergency_number} now."]) < 3


def test_nothing_has_no_grade() -> None:
    assert reading_grade([]) == 0


def test_term_counts_until_it_is_explained(ground: Ground) -> None:
    sentence = (
        "Dry needling reduces inflammation and corticosteroid injections reduce inflammation."
    )
    unexplained = Card("t", "T?", "session", (Claim(sentence),))
    explained = Card("t", "T?", "session", (Claim(f"Inflammation is swelling. {sentence}"),))
    assert [problem.code for problem in find_hard_reading(unexplained, ground)] == ["K007"]
    assert list(find_hard_reading(explained, ground)) == []


def test_explanation_in_another_answer_does_not_count(ground: Ground) -> None:
    sentence = (
        "Dry needling reduces inflammation and corticosteroid injections reduce inflammation."
    )
    variant = Variant((Claim(sentence),))
    card = Card(
        "t", "T?", "session", (Claim("It eases swelling."),), variants={"sciatica": variant}
    )
    (problem,) = find_hard_reading(card, ground)
    assert problem.what.startswith("variant 'sciatica' reads at grade")
