"""How well patients' questions are understood: `python -m benchmarks.understanding [questions|tuning]`.

Every message goes through the trained Rasa model as a patient's would. Prints the figures with a
list of confusions and writes pictures and a report to results/understanding/.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import draw_confidence, draw_confusions, draw_scope_curve
from benchmarks.interval import row
from benchmarks.questions import (
    OUT_OF_SCOPE,
    ROOT,
    Question,
    corrected_messages,
    first_look,
    safety_messages,
    several_questions,
    single_questions,
)
from benchmarks.red_flags import report_raised

FOLDER = ROOT / "results" / "understanding"
UNSURE = "nlu_fallback"
RED_FLAG, ADVICE = "red_flag", "personal_medical_advice"


@dataclass(frozen=True)
class Parsed:
    """A held-out message with what the model made of it."""

    question: Question
    topics: tuple[str, ...]  # as answered; the one element `nlu_fallback` where it asks back
    confidence: float
    beyond: float  # the probability that it is out of scope
    seconds: float  # CPU

    @property
    def turned_away(self) -> bool:
        return self.topics[0] in (OUT_OF_SCOPE, UNSURE)


def parse_all(questions: list[Question]) -> list[Parsed]:
    """Return every message parsed by the newest model of models/."""
    from rasa.core.agent import load_agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)  # its debug lines hold every message, and take their time

    async def parse() -> list[Parsed]:
        agent = await load_agent(model_path=str(ROOT / "models"))
        await agent.parse_message("warm up")
        parsed = []
        for question in questions:
            began = time.process_time()
            result = await agent.parse_message(question.text.replace("/", " ").strip())
            parsed.append(_read(question, result, time.process_time() - began))
        return parsed

    return asyncio.run(parse())


def _read(question: Question, result: dict[str, Any], seconds: float) -> Parsed:
    intent = result["intent"]["name"]
    asked = tuple(item["topic"] for item in result.get("questions") or ())
    topics = (intent,) if intent in (RED_FLAG, UNSURE) or not asked else asked
    chances = {item["name"]: item["confidence"] for item in result["intent_ranking"]}
    return Parsed(
        question, topics, result["intent"]["confidence"], chances.get(OUT_OF_SCOPE, 0.0), seconds
    )


def report(singles: list[Parsed], several: list[Parsed]) -> dict[str, Any]:
    """Print and return the figures."""
    own = [item for item in singles if item.question.topic != OUT_OF_SCOPE]
    strange = [item for item in singles if item.question.topic == OUT_OF_SCOPE]
    rows = {"topic right": _share(own, _is_right)}
    for style in sorted({item.question.style for item in own}):
        kind = [item for item in own if item.question.style == style]
        rows[f"  {style}"] = _share(kind, _is_right)
    rows["turned away though answerable"] = _share(own, lambda item: item.turned_away)
    for distance in ("far", "near"):
        kind = [item for item in strange if item.question.range == distance]
        rows[f"out of scope, {distance}: caught"] = _share(kind, lambda item: item.turned_away)
        rows[f"out of scope, {distance}: named so"] = _share(kind, _is_right)
    joined = [item for item in several if len(item.question.topics) > 1]
    rows["several questions: all found, in order"] = _share(joined, _is_right)
    alone = [item for item in several if len(item.question.topics) == 1]
    rows["one question that looks like several: right"] = _share(alone, _is_right)
    for name, (hits, of) in rows.items():
        print(row(name, hits, of))
    milliseconds = sorted(1000 * item.seconds for item in singles)
    print(f"one parse: {milliseconds[len(milliseconds) // 2]:.1f} ms CPU at the median,", end=" ")
    print(f"{milliseconds[int(0.95 * len(milliseconds))]:.1f} at the 95th percentile")
    return {name: {"hits": hits, "of": of} for name, (hits, of) in rows.items()}


def report_corrected(corrected: list[Parsed]) -> dict[str, Any]:
    """Print and return how many messages that staff corrected are understood as corrected, and each
    message's topic. Learnt from, they count in no other figure."""
    hits, of = _share(corrected, _is_corrected)
    if corrected:
        print(row("corrected by staff: understood so", hits, of))
    understood = {item.question.text: item.topics[0] for item in corrected}
    return {"corrected by staff": {"hits": hits, "of": of, "understood": understood}}


def _is_corrected(item: Parsed) -> bool:
    return item.topics[0] == item.question.topic


def list_confusions(parsed: list[Parsed]) -> str:
    """Return every message that was read wrongly, the commonest confusion first."""
    wrong = [item for item in parsed if not _is_right(item)]
    pairs = Counter((item.question.topics, item.topics) for item in wrong)
    wrong.sort(key=lambda item: (-pairs[item.question.topics, item.topics], item.question.topics))
    return "\n".join(
        f"{'+'.join(item.question.topics)} -> {'+'.join(item.topics)} "
        f"({item.confidence:.2f}, {item.question.style or 'several'}): {item.question.text!r}"
        for item in wrong
    )


def _is_right(item: Parsed) -> bool:
    return item.topics == item.question.topics


def _share(items: list[Parsed], holds: Any) -> tuple[int, int]:
    return sum(1 for item in items if holds(item)), len(items)


def _raised(items: list[Parsed]) -> dict[str, bool]:
    return {item.question.text: item.topics == (RED_FLAG,) for item in items}


def main(name: str = "questions") -> None:
    """Measure on tests/nlu/<name>/ and on the lists of tests/safety/, and write the report."""
    kinds = [
        single_questions(name),
        several_questions(name),
        safety_messages("must_catch"),
        safety_messages("must_not_fire"),
        first_look("must_catch"),
        first_look("must_not_fire"),
        corrected_messages(),
    ]
    parsed = iter(parse_all([question for kind in kinds for question in kind]))
    singles, several, reports, harmless, new_reports, new_harmless, corrected = (
        [next(parsed) for _ in kind] for kind in kinds
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    figures = report(singles, several) | report_corrected(corrected)
    ordinary = [item for item in singles if item.question.topic not in (RED_FLAG, ADVICE)]
    figures |= report_raised("red flags caught", _raised(reports), name=False)
    figures |= report_raised("false alarms", _raised(harmless), name=True)
    figures |= report_raised("false alarms, questions kept apart", _raised(ordinary), name=True)
    # Nobody tunes on the first look, so it names nothing.
    figures |= report_raised("first look: red flags caught", _raised(new_reports))
    figures |= report_raised("first look: false alarms", _raised(new_harmless))
    (FOLDER / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    (FOLDER / f"{name}-confusions.txt").write_text(
        list_confusions(singles + several) + "\n", encoding="utf-8"
    )
    own = [item for item in singles if item.question.topic != OUT_OF_SCOPE]
    strange = [item for item in singles if item.question.topic == OUT_OF_SCOPE]
    draw_confusions(
        [(item.question.topic, item.topics[0]) for item in singles], FOLDER / "confusions.png"
    )
    draw_confidence([(item.confidence, _is_right(item)) for item in own], FOLDER / "confidence.png")
    draw_scope_curve(
        [item.beyond - item.confidence for item in own],
        [item.beyond - item.confidence for item in strange],
        FOLDER / "out_of_scope.png",
    )
    print(f"Confusions and pictures: {FOLDER.relative_to(ROOT)}/")


if __name__ == "__main__":
    main(*sys.argv[1:2])
