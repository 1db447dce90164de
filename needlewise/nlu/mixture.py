"""How much each view of a question counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mixture:
    """How the views are weighed; benchmarks/calibrate.py finds the values.

    `sharpness`: of the Gaussian kernel over meanings; `words` and `letters`: weights of those views
    beside the meaning's 1; `ridge`: added to the kernel's diagonal.
    """

    sharpness: float
    words: float
    letters: float
    ridge: float
