"""Stories that replay corrected messages: `rasa test core` reads each and expects its topic's rule."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from needlewise.language import pipeline
from needlewise.language.spelling import load_common_words
from needlewise.language.wording import Wording, vocabulary
from scripts.improvement.patch import Correction, Patch, PatchError

_HEAD = """\
# {count} corrected by the clinic's staff, replayed. Written by `make improve`; never held out.
version: "3.1"

stories:
"""


@dataclass
class Stories:
    """Writes stories for the rules below `root`; `learnt` are all training examples, new ones too."""

    root: Path
    learnt: list[str]

    def write(self, patch: Patch) -> Path:
        """Write a patch's stories and return their file. Raises PatchError for a topic without a rule."""
        told = [self._tell(correction) for correction in patch.corrections]
        count = f"{len(told)} message{'s' if len(told) > 1 else ''}"
        path = self.root / patch.stories
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_HEAD.format(count=count) + "\n".join(told), encoding="utf-8")
        return path

    def _tell(self, correction: Correction) -> str:
        title = json.dumps(f"A patient writes: {correction.text}", ensure_ascii=False)
        facts = "".join(
            f"    # {name}: {value}\n" for name, value in correction.facts.items() if value
        )
        steps = yaml.safe_dump(self._after(correction.topic), sort_keys=False)
        return (
            f"  - story: {title}\n{facts}    steps:\n      - user: |\n"
            f"          {self._annotate(correction.text)}\n        intent: {correction.topic}\n"
            + "".join(f"      {line}\n" for line in steps.splitlines())
        )

    def _after(self, topic: str) -> list[dict[str, Any]]:
        """Return the steps by which the rule of a topic goes on, whatever came before."""
        for rule in self._rules:
            first, *rest = rule["steps"]
            if topic in _intents(first) and "condition" not in rule:
                return list(rest)
        raise PatchError(f"data/rules.yml has no rule for '{topic}'. Choose a topic that has one.")

    @cached_property
    def _rules(self) -> list[dict[str, Any]]:
        text = (self.root / "data/rules.yml").read_text(encoding="utf-8")
        rules: list[dict[str, Any]] = yaml.safe_load(text)["rules"]
        return rules

    def _annotate(self, text: str) -> str:
        """Return `text` with its entities marked where the assistant finds them.

        It finds them in the wording, whose words are put right; Rasa compares the places by number.
        """
        wording = self._wording.put_right(text)
        found = [(span.start_char, span.end_char, span) for span in self._read(wording).ents]
        if found and found[-1][1] > len(text):
            text = wording  # the typed words are too short to hold the places
        pieces, at = [], 0
        for start, end, span in found:
            entity = json.dumps({"entity": span.label_, "value": span.ent_id_ or span.text})
            pieces += [text[at:start], f"[{text[start:end]}]{entity}"]
            at = end
        return "".join([*pieces, text[at:]])

    @cached_property
    def _wording(self) -> Wording:
        common = load_common_words()
        return Wording(vocabulary(self.learnt, common), common)

    @cached_property
    def _read(self) -> Any:
        return pipeline.create()


def _intents(step: dict[str, Any]) -> Iterator[str]:
    """Yield the intents that a rule's first step stands for."""
    for one in step.get("or", [step]):
        if "intent" in one:
            yield one["intent"]
