"""What a script has measured and the classifier goes by: weights, scales, thresholds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from needlewise.nlu.mixture import Mixture

PATH = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True)
class Calibration:
    """Set by `make calibrate` from data/, tests/nlu/tuning/ and the gate's own examples, never by hand.

    `temperature`: turns scores into probabilities; `confidence`: weights of what tells whether the
    likeliest topic is the right one (see `measure`), the intercept first; `unsure_below`: a question
    under this confidence is asked back; `beyond_scope_above`: a probability of `out_of_scope` from
    which the question is none of ours; `red_flag_above`: how like a report a
    message must be (`Suspicion.strength`) to raise a red flag without the gate; `red_flag_near`: the
    same, to be shown to staff although it raised none; `question_gain`, `statement_gain`: what finding a
    question is worth, in log-probability, in words that look like one and in others;
    `silence_cost`, `background_cost`: what it costs to leave a clause unanswered that looks like a
    question, or does not.
    """

    mixture: Mixture
    temperature: float
    confidence: tuple[float, ...]
    unsure_below: float
    beyond_scope_above: float
    red_flag_above: float
    red_flag_near: float
    question_gain: float
    statement_gain: float
    silence_cost: float
    background_cost: float

    @classmethod
    def load(cls, path: Path = PATH) -> Calibration:
        """Return the calibration kept at `path`. Raises ValueError, with the remedy, if it is not one."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            values["mixture"] = Mixture(**values["mixture"])
            values["confidence"] = tuple(values["confidence"])
            return cls(**{field.name: values[field.name] for field in fields(cls)})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f"{path}: no calibration ({error!r}). Run `make calibrate`."
            ) from error

    def save(self, path: Path = PATH) -> None:
        """Keep the calibration at `path`."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
