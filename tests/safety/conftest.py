"""The gate, loaded once: it holds no state."""

import pytest

from needlewise.safety.gate import Gate


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate.load()
