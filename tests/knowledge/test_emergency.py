"""Countries and their lines."""

from pathlib import Path

import pytest

from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.emergency import Emergency, read_emergencies
from needlewise.knowledge.fields import ContentError

EUROPEAN_UNION = set(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)


@pytest.fixture(scope="module")
def emergencies(root: Path) -> dict[str, Emergency]:
    return dict(read_emergencies(root / "knowledge" / "emergency.yml"))


@pytest.mark.parametrize(
    ("country", "emergency", "advice", "crisis"),
    [
        ("GB", "999", "111", "116 123"),
        ("IE", "112", None, "116 123"),
        ("US", "911", None, "988"),
        ("CA", "911", None, "988"),
        ("AU", "000", "1800 022 222", "13 11 14"),
        ("NZ", "111", "0800 611 116", "1737"),
        ("FR", "112", None, None),
    ],
)
def test_country_has_its_own_lines(
    emergencies: dict[str, Emergency],
    country: str,
    emergency: str,
    advice: str | None,
    crisis: str | None,
) -> None:
    lines = emergencies[country]
    assert lines.emergency.number == emergency
    assert (lines.advice.number if lines.advice else None) == advice
    assert (lines.crisis.number if lines.crisis else None) == crisis


def test_112_is_known_for_the_whole_european_union(emergencies: dict[str, Emergency]) -> None:
    assert {
        code for code in EUROPEAN_UNION if emergencies[code].emergency.number == "112"
    } == EUROPEAN_UNION


def test_every_line_has_a_source_that_gives_its_number(
    emergencies: dict[str, Emergency], inspection: Inspection
) -> None:
    for lines in emergencies.values():
        for line in filter(None, (lines.emergency, lines.advice, lines.crisis)):
            source = inspection.ground.sources[line.source or ""]
            assert line.number in source.figures
            assert source.url and source.read_on


def test_country_without_an_emergency_number_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "emergency.yml"
    path.write_text(
        'lines: [{countries: [XX], crisis: {number: "1", name: A line}}]', encoding="utf-8"
    )
    with pytest.raises(
        ContentError, match=r"^knowledge/emergency\.yml: entry 1 has no 'emergency'"
    ):
        read_emergencies(path)
