"""`python -m needlewise.knowledge check | show TOPIC | lock | rules`: the cards against their sources."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from needlewise.knowledge.check.inspection import Inspection
from needlewise.knowledge.check.rules import describe_rules
from needlewise.knowledge.document import find_documents
from needlewise.knowledge.fields import ContentError


def main(arguments: Sequence[str], environment: Mapping[str, str], today: date) -> int:
    """Run one command; return 0 where all is well, 1 with problems, 2 where the content is unfit."""
    options = _parser().parse_args(arguments)
    if options.command == "rules":
        print("\n".join(describe_rules()))
        return 0
    documents = find_documents(options.root, options.sources, environment)
    try:
        return _run(Inspection.open(options.root, documents, today), options)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 2


def _run(inspection: Inspection, options: argparse.Namespace) -> int:
    if options.command == "check":
        return _report(inspection, options.topics)
    print(inspection.write_lock() if options.command == "lock" else inspection.show(options.topic))
    return 0


def _report(inspection: Inspection, topics: Sequence[str]) -> int:
    problems = list(inspection.problems(topics))
    for problem in problems:
        print(problem)
    proof = (
        "with the documents" if inspection.ground.passages else "by the lock, without the documents"
    )
    print(f"{len(inspection.cards)} cards read, checked {proof}: {len(problems)} problems")
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m needlewise.knowledge", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=Path(), help="the project's folder (default: here)"
    )
    parser.add_argument("--sources", type=Path, help="the source documents' folder, where at hand")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="apply every rule to every card, or to those named")
    check.add_argument("topics", nargs="*", metavar="TOPIC")
    commands.add_parser("rules", help="print each rule with its code")
    commands.add_parser("lock", help="write knowledge/sources.lock anew from the documents")
    show = commands.add_parser("show", help="print a card with the passages behind each claim")
    show.add_argument("topic", metavar="TOPIC")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ, date.today()))
