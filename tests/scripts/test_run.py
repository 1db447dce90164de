"""How test runs are counted: what did not run has not passed."""

import json
import sys
from pathlib import Path

import pytest

from scripts.inputs import hash_inputs
from scripts.run import Count, Run, count_junit, count_stories

JUNIT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase>
<testcase name="d"><skipped/></testcase><testcase name="e"><properties/></testcase>
</testsuite></testsuites>"""


def test_failed_broken_and_skipped_tests_have_not_passed(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(JUNIT)

    assert count_junit(report) == Count(passed=2, failed=3)


def test_conversations_are_counted(tmp_path: Path) -> None:
    report = tmp_path / "story_report.json"
    report.write_text(json.dumps({"conversation_accuracy": {"correct": 29, "total": 31}}))

    assert count_stories(report) == Count(passed=29, failed=2)


@pytest.mark.parametrize("content", ["{}", '{"conversation_accuracy": {"correct": 0, "total": 0}}'])
def test_no_conversation_is_a_failure(tmp_path: Path, content: str) -> None:
    report = tmp_path / "story_report.json"
    report.write_text(content)

    assert count_stories(report) == Count(passed=0, failed=1)


def run(tmp_path: Path, script: str) -> Count:
    report = tmp_path / "reports/report.xml"
    command = [sys.executable, "-c", script, str(report), JUNIT]
    return Run("a run", command, tmp_path, report, count_junit).execute({})


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ("import sys; open(sys.argv[1], 'w').write(sys.argv[2])", Count(2, 3)),
        ("import sys; open(sys.argv[1], 'w').write('<a><testcase/></a>')", Count(1, 0)),
        (
            "import sys; open(sys.argv[1], 'w').write('<a><testcase/></a>'); sys.exit(3)",
            Count(1, 1),
        ),
        ("raise SystemExit(0)", Count(0, 1)),
        ("raise SystemExit(2)", Count(0, 1)),
    ],
    ids=["failures", "success", "failure beside the tests", "no report", "crash"],
)
def test_run_counts_its_report(tmp_path: Path, script: str, count: Count) -> None:
    assert run(tmp_path, script) == count


def test_report_of_an_earlier_run_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/report.xml").write_text("<a><testcase/></a>")

    assert run(tmp_path, "pass") == Count(0, 1)


def test_hash_changes_with_every_input(tmp_path: Path) -> None:
    for name in ("config.yml", "domain.yml"):
        (tmp_path / name).write_text("a: 1")
    (tmp_path / "data").mkdir()
    hashes = {hash_inputs(tmp_path)}

    (tmp_path / "data/nlu.yml").write_text("a")
    hashes.add(hash_inputs(tmp_path))
    (tmp_path / "data/nlu.yml").rename(tmp_path / "data/stories.yml")
    hashes.add(hash_inputs(tmp_path))
    (tmp_path / "domain.yml").write_text("a: 2")
    hashes.add(hash_inputs(tmp_path))

    assert len(hashes) == 4
    (tmp_path / "data/__pycache__").mkdir()
    (tmp_path / "data/__pycache__/x.pyc").write_text("a")
    assert hash_inputs(tmp_path) in hashes
