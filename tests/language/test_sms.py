"""The letters of the SMS alphabet, and what fits one SMS."""

from needlewise.language.sms import fits_one_sms, plain


def test_marks_of_print_become_letters_of_the_sms_alphabet() -> None:
    text = plain("“Don’t” – wait… [1]")
    assert text == '"Don\'t" - wait... (1)'
    assert fits_one_sms(text)


def test_letter_outside_the_alphabet_does_not_fit() -> None:
    assert not fits_one_sms("“x”")
    assert fits_one_sms("Grüße, señor: 5€")


def test_one_sms_has_160_letters_of_which_some_count_twice() -> None:
    assert fits_one_sms("a" * 160)
    assert not fits_one_sms("a" * 161)
    assert fits_one_sms("{" * 80)
    assert not fits_one_sms("{" * 81)
