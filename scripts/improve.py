"""`make improve PATCH=file`: staff's corrections become training examples and stories, measured.

Leaves a tree that `git diff` shows for review; `--take-back` removes what the patch put there.
"""

import argparse
import os
import sys
from pathlib import Path

from scripts import suite, train
from scripts.improvement.change import apply, refuse_unfit, take_back
from scripts.improvement.measurement import measure, table
from scripts.improvement.patch import Patch, PatchError, read_patch
from scripts.run import Count
from scripts.settings import ROOT, Settings


def main(arguments: list[str]) -> int:
    """Apply or take back a patch. Return 0 if each message is now understood and every story holds."""
    options = _options(arguments)
    try:
        patch = read_patch(options.patch)
        if options.take_back:
            take_back(patch, ROOT)
            print(f"{patch.name} is taken back; `make train` forgets what was learnt from it.")
            return 0
        refuse_unfit(patch, ROOT)
        return _improve(patch)
    except PatchError as error:
        print(error, file=sys.stderr)
        return 1


def _improve(patch: Patch) -> int:
    settings = Settings.read(os.environ)
    if train.main():
        return 1
    apply(patch, ROOT)
    print("Measuring before", flush=True)
    before = measure(ROOT, settings)
    if train.main():
        return 1
    print("Measuring after", flush=True)
    after = measure(ROOT, settings)
    replayed = _replay(settings)
    print(table(patch, before, after))
    print("Review with `git diff` and commit; or take it back with --take-back.")
    wrong = [one for one in patch.corrections if after.understood.get(one.text) != one.topic]
    for one in wrong:
        print(
            f"Still not understood as {one.topic}: '{one.text}'. Correct more messages like it, "
            "or leave it out.",
            file=sys.stderr,
        )
    return 1 if wrong or replayed.failed else 0


def _replay(settings: Settings) -> Count:
    """Return how many conversations go as they should, those of this patch among them."""
    with (settings.logs / "conversations.log").open("wb") as output:
        return suite.conversations().execute(settings.training_environment(os.environ), output)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.improve", description=__doc__)
    parser.add_argument("patch", type=Path, help="the file exported from the console")
    parser.add_argument("--take-back", action="store_true", help="remove what it put there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
