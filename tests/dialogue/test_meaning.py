"""The channel's meanings: near for what asks alike, and only for who has the secret."""

import base64

import numpy as np
import pytest
from small_assistant import Desk

from needlewise.dialogue.meaning import MOST_TEXTS


async def test_what_asks_alike_means_alike(desk: Desk) -> None:
    texts = ["can I swim afterwards?", "Am I allowed to go swimming after it", "what does it cost"]

    status, body = await desk.call("POST", "meanings", json={"texts": texts})

    assert status == 200
    packed = [base64.b64decode(meaning) for meaning in body["meanings"]]
    swim, swimming, cost = (np.frombuffer(one, np.int8) / 127 for one in packed)
    assert swim @ swim == pytest.approx(1, abs=0.02)
    assert swim @ swimming > 0.6 > swim @ cost


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"texts": "a"}, 422),
        ({"texts": [1]}, 422),
        ({"texts": [], "more": 1}, 422),
        ({"texts": ["a"] * (MOST_TEXTS + 1)}, 413),
        ([], 400),
    ],
)
async def test_bad_calls_are_refused(desk: Desk, body: object, status: int) -> None:
    assert (await desk.call("POST", "meanings", json=body))[0] == status


async def test_stranger_learns_nothing(desk: Desk) -> None:
    status, _ = await desk.call("POST", "meanings", "not the secret", json={"texts": ["a"]})

    assert status == 401
