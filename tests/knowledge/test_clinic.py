"""The clinic's profile: what it must say, and how a mistake in it is named."""

from pathlib import Path

import pytest

from needlewise.knowledge.clinic import Clinic, ClinicError
from needlewise.knowledge.emergency import Line

LEAST = 'name: A clinic\ncountry: GB\nphone: "020 7946 0000"\n'


def load(tmp_path: Path, text: str) -> Clinic:
    path = tmp_path / "clinic.yml"
    path.write_text(text, encoding="utf-8")
    return Clinic.load(path)


def test_least_profile_says_nothing_of_the_rest(tmp_path: Path) -> None:
    clinic = load(tmp_path, LEAST)
    assert (clinic.name, clinic.country, clinic.phone) == ("A clinic", "GB", "020 7946 0000")
    assert clinic.prices is clinic.insurance is clinic.hours is None


def test_profile_replaces_its_countrys_lines(tmp_path: Path) -> None:
    clinic = load(tmp_path, LEAST + 'lines: {crisis: {number: "0800 123", name: Our line}}\n')
    assert clinic.crisis == Line("0800 123", "Our line")
    assert clinic.emergency is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LEAST.replace("country: GB\n", ""), "has no 'country'"),
        (LEAST.replace("GB", "UK of GB"), "has a 'country' of the wrong form"),
        (LEAST.replace("country: GB", "country: NO"), "has a 'country' that is not text"),
        (LEAST.replace('phone: "020 7946 0000"\n', ""), "has no 'phone'"),
        (LEAST.replace('"020 7946 0000"', "ask inside"), "has a 'phone' of the wrong form"),
        (LEAST.replace('"020 7946 0000"', "442079460000"), "has a 'phone' that is not text"),
        (LEAST + "price: 5\n", "has an unknown field 'price'"),
        (LEAST + 'lines: {fire: {number: "1"}}\n', "lines has an unknown field 'fire'"),
        (LEAST + 'lines: {crisis: {number: "1"}}\n', "lines crisis has no 'name'"),
        ("- a list", "is not a mapping of names to values"),
        ("name: [", "is not valid YAML"),
    ],
)
def test_unfit_profile_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ClinicError) as refused:
        load(tmp_path, text)
    assert str(refused.value).startswith(f"clinic.yml: {message}")


def test_missing_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClinicError, match=r"^clinic\.yml: cannot be read \(FileNotFoundError\)"):
        Clinic.load(tmp_path / "clinic.yml")


def test_own_profile_uses_a_number_kept_for_fiction(root: Path) -> None:
    clinic = Clinic.load(root / "clinic.yml")
    assert clinic.phone.startswith("020 7946 0")
    assert clinic.prices is None
    assert clinic.insurance is None
