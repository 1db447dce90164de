"""All that can be said, read once: the cards filled for this clinic, and the assistant's own words."""

import os
from functools import cache
from pathlib import Path

from needlewise.answer.wording import Wording
from needlewise.knowledge.clinic import Clinic
from needlewise.knowledge.library import Library


@cache
def load_library() -> Library:
    """Return the library in $NEEDLEWISE_HOME, by default the working directory. Raises ContentError."""
    home = Path(os.environ.get("NEEDLEWISE_HOME", "."))
    return Library.load(home / "knowledge", Clinic.load(home / "clinic.yml"))


@cache
def load_wording() -> Wording:
    """Return the assistant's own words. Raises ContentError."""
    return Wording.load()
