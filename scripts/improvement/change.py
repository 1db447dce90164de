"""What a patch changes in the tree, and how it is taken back."""

from pathlib import Path

from benchmarks.questions import Question, several_questions, single_questions
from scripts.improvement.examples import Examples, plain
from scripts.improvement.patch import Correction, Patch, PatchError
from scripts.improvement.stories import Stories

_COPIED = 4  # words from which two messages are hardly the same by chance


def refuse_unfit(patch: Patch, root: Path) -> None:
    """Raise PatchError where a correction is held out or learnt already."""
    questions = [*single_questions("questions", root), *several_questions("questions", root)]
    examples = Examples(root)
    for correction in patch.corrections:
        _refuse_held_out(correction, questions)
        known = examples.topic_of(correction.text)
        if known is not None:
            raise PatchError(
                f"'{correction.text}' is a training example of '{known}' already. "
                "Leave it out; if that is the wrong topic, move it by hand."
            )


def apply(patch: Patch, root: Path) -> None:
    """Write a patch's stories and examples. Raises PatchError for a topic that has no rule."""
    examples = Examples(root)
    learnt = [*examples.texts(), *(correction.text for correction in patch.corrections)]
    Stories(root, learnt).write(patch)
    for correction in patch.corrections:
        examples.add(correction.text, correction.topic)


def take_back(patch: Patch, root: Path) -> None:
    """Remove what `apply` wrote."""
    examples = Examples(root)
    for correction in patch.corrections:
        examples.remove(correction.text, correction.topic)
    (root / patch.stories).unlink(missing_ok=True)


def _refuse_held_out(correction: Correction, questions: list[Question]) -> None:
    held_out = {plain(question.text) for question in questions}
    if len(correction.text.split()) >= _COPIED and plain(correction.text) in held_out:
        raise PatchError(
            f"'{correction.text}' is a held-out question: learnt, it would measure nothing. "
            "Reword it in the console or leave it out."
        )
