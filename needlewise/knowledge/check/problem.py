"""What a check finds."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it stands, what is wrong, what to do, under the rule's code."""

    file: str
    code: str
    what: str
    remedy: str
    beside: str = ""  # the passages in question, for the author to compare

    def __str__(self) -> str:
        return f"{self.code} {self.file}: {self.what}. {self.remedy}{self.beside}"
