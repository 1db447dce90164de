"""The desk's processes, each test's own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from processes import Processes


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    """Started, and ended whatever happens."""
    made = Processes(tmp_path)
    try:
        made.start_all()
        yield made
    finally:
        made.stop_all()
