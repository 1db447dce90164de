"""Reading grade: plain text is low, terms that patients know do not count."""

from needlewise.knowledge.check.grade import reading_grade


def test_plain_text_has_a_low_grade() -> None:
    assert reading_grade(["The needle is thin. It does not hurt much."]) < 3


def test_known_term_counts_as_a_short_word() -> None:
    texts = ["Ask a physiotherapist about acupuncture."]
    assert reading_grade(texts, ["physiotherapist", "acupuncture"]) < reading_grade(texts)


def test_name_in_braces_counts_as_a_short_word() -> None:
    assert reading_grade(["Call {emergency_number} now."]) < 3


def test_nothing_has_no_grade() -> None:
    assert reading_grade([]) == 0
