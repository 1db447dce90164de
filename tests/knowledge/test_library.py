"""The library: content filled for one clinic, complete, immutable, versioned."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from needlewise.knowledge.clinic import Clinic, ClinicError
from needlewise.knowledge.library import Library, UnknownSource, UnknownTopic


@pytest.fixture(scope="module")
def clinic(root: Path) -> Clinic:
    return Clinic.load(root / "clinic.yml")


@pytest.fixture(scope="module")
def library(root: Path, clinic: Clinic) -> Library:
    return Library.load(root / "knowledge", clinic)


def test_unknown_topic_is_named_with_a_remedy(library: Library) -> None:
    with pytest.raises(UnknownTopic) as unknown:
        library.card("astrology")
    assert str(unknown.value) == (
        "No card for the topic 'astrology'. Add knowledge/cards/<area>/astrology.yml."
    )


def test_unknown_source_is_named_with_a_remedy(library: Library) -> None:
    with pytest.raises(UnknownSource, match=r"Add knowledge/sources/astrology\.yml"):
        library.source("astrology")


def test_source_is_found(library: Library) -> None:
    assert library.source("roar-sciatica").publisher == "Roar Physio / Wellness"


def test_no_name_in_braces_is_left(library: Library) -> None:
    texts = [claim.text for card in library.cards.values() for _, claim in card.located_claims()]
    assert not [text for text in texts if "{" in text]
    assert "{" not in library.notices.pinned + library.notices.greeting + library.notices.emergency


def test_silent_profile_leaves_only_what_is_said_instead(library: Library) -> None:
    card = library.card("cost")
    assert card.claims == ()
    assert "020 7946 0142" in card.not_covered[-1].text


def test_profile_that_says_prices_is_quoted(root: Path, clinic: Clinic) -> None:
    priced = replace(clinic, prices="A visit costs £50.")
    (claim,) = Library.load(root / "knowledge", priced).card("cost").claims
    assert claim.text == "A visit costs £50."
    assert claim.citations[0].profile == "prices"


def test_telephone_line_is_cited_by_its_own_source(library: Library) -> None:
    (line,) = (claim for claim in library.card("red_flag").claims if "NHS 111" in claim.text)
    assert [citation.source for citation in line.citations] == ["swast-when-to-call-999"]


def test_own_greeting_goes_first(root: Path, clinic: Clinic) -> None:
    greeted = replace(clinic, greeting="Welcome to our clinic.")
    assert Library.load(root / "knowledge", greeted).notices.greeting == "Welcome to our clinic."


def test_own_line_replaces_the_countrys(root: Path, clinic: Clinic) -> None:
    french = replace(clinic, country="FR")
    assert Library.load(root / "knowledge", french).emergency.emergency.number == "112"
    assert Library.load(root / "knowledge", french).emergency.advice is None


def test_country_without_a_known_number_is_refused(root: Path, clinic: Clinic) -> None:
    with pytest.raises(
        ClinicError, match=r"names the country 'ZZ', whose emergency number is not known"
    ):
        Library.load(root / "knowledge", replace(clinic, country="ZZ"))


def test_version_changes_with_content_and_profile(
    root: Path, clinic: Clinic, library: Library, tmp_path: Path
) -> None:
    copy = tmp_path / "knowledge"
    shutil.copytree(root / "knowledge", copy)
    assert Library.load(copy, clinic).content_version == library.content_version
    other = Library.load(copy, replace(clinic, hours="Never."))
    assert other.content_version != library.content_version
    with (copy / "notices.yml").open("a", encoding="utf-8") as notices:
        notices.write("# changed\n")
    assert Library.load(copy, clinic).content_version != library.content_version


def test_library_needs_no_language_model(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path;"
        "from needlewise.knowledge.clinic import Clinic; from needlewise.knowledge.library import Library;"
        "Library.load(Path('knowledge'), Clinic.load(Path('clinic.yml')));"
        "sys.exit(any(name in sys.modules for name in ('spacy', 'numpy', 'textstat', 'rasa')))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0
