"""`python -m needlewise.knowledge check | lock | show TOPIC`: the cards against their sources."""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.fields import ContentError


def main() -> int:
    options = _parser().parse_args()
    try:
        inspection = Inspection.open(
            options.root, _documents(options.sources, options.root), date.today()
        )
        return _run(inspection, options)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2


def _run(inspection: Inspection, options: argparse.Namespace) -> int:
    if options.command == "lock":
        print(inspection.write_lock())
        return 0
    if options.command == "show":
        print(inspection.show(options.topic))
        return 0
    return _report(inspection.problems(options.topics), inspection)


def _report(problems: Iterable[object], inspection: Inspection) -> int:
    found = list(problems)
    for problem in found:
        print(problem)
    beside = (
        "with the documents" if inspection.ground.passages else "by the lock, without the documents"
    )
    print(f"{len(inspection.cards)} cards checked {beside}: {len(found)} problems")
    return 1 if found else 0


def _documents(given: Path | None, root: Path) -> Path | None:
    """Return the documents' folder: as given, as the environment names it, or beside the project."""
    named = given or os.environ.get("NEEDLEWISE_SOURCES")
    if named:
        return Path(named)
    beside = root.resolve().parent / "shared" / "sources"
    return beside if beside.is_dir() else None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m needlewise.knowledge", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=Path(), help="the project's folder (default: here)"
    )
    parser.add_argument(
        "--sources", type=Path, help="the source documents' folder, where they are at hand"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="apply every rule to every card, or to those named")
    check.add_argument("topics", nargs="*", metavar="TOPIC")
    commands.add_parser("lock", help="write knowledge/sources.lock anew from the documents")
    show = commands.add_parser("show", help="print a card with the passages behind each claim")
    show.add_argument("topic", metavar="TOPIC")
    return parser


if __name__ == "__main__":
    sys.exit(main())
