"""What the gate raises."""

from dataclasses import dataclass

# The most urgent first: where a message reports several, the first one decides the text.
GROUPS = (
    "self_harm",
    "heart_stroke_allergy",
    "lung",
    "cauda_equina",
    "nerve_bleeding_faint",
    "other_emergency",
    "infection",
    "serious_back_pain",
)


@dataclass(frozen=True)
class RedFlag:
    """A sign that needs care now; `group` is one of GROUPS and names the text to show."""

    group: str

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise ValueError(
                f"Unknown red-flag group {self.group!r}. Use one of: {', '.join(GROUPS)}."
            )
