"""What messages mean, as numbers: the front desk groups by them what patients ask alike."""

import asyncio
import base64
from typing import Any

import numpy as np

from needlewise.dialogue.refusal import Refusal
from needlewise.dialogue.turn import read_object
from needlewise.language.embedding import Embedding
from needlewise.language.normalisation import fold

MOST_TEXTS = 16  # a call: some 70 ms of one processor


def read_texts(body: bytes) -> list[str]:
    """Return the texts that a request's body asks about. Raises Refusal (400, 413 or 422)."""
    texts = read_object(body, {"texts"}).get("texts")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refusal(422, "bad_texts", "'texts' must be a list of strings.")
    if len(texts) > MOST_TEXTS:
        raise Refusal(413, "too_many_texts", f"'texts' has more than {MOST_TEXTS}.")
    return texts


async def describe(texts: list[str], embedding: Embedding) -> dict[str, Any]:
    """Return `meanings`: of each text its unit vector in signed bytes (127 is 1), as base64.

    The loop goes on meanwhile: patients' turns do not wait for staff.
    """
    meanings = [await asyncio.to_thread(_pack, embedding, fold(text)) for text in texts]
    return {"meanings": meanings}


def _pack(embedding: Embedding, text: str) -> str:
    rounded = np.rint(127 * embedding.embed(text)).astype(np.int8)
    return base64.b64encode(rounded.tobytes()).decode()
