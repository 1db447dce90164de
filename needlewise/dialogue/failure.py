"""What failed in a turn, told honestly and without the patient's words."""

import asyncio
import logging
import traceback
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from needlewise.dialogue.changes import ActionFailed
from needlewise.dialogue.refusal import Refusal
from needlewise.dialogue.tracker_store import StoreFailed

logger = logging.getLogger(__name__)

_RETRY = "Nothing was saved. Send the message again under the same id."


def refuse(error: BaseException) -> Refusal:
    """Return the refusal to answer with, and log any failure of ours in one line of types and places."""
    if isinstance(error, Refusal):
        return error
    refusal = _refusal(error)
    logger.error("%s %s: %s", refusal.status, refusal.code, describe(error))
    return refusal


def describe(error: BaseException) -> str:
    """Return the types and places of an error and its causes; messages may hold what a patient wrote."""
    described = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        told = f" ({cause})" if isinstance(cause, (StoreFailed, ActionFailed)) else ""
        described.append(f"{type(cause).__module__}.{type(cause).__qualname__}{place}{told}")
        cause = cause.__cause__
    return " from ".join(described)


def _refusal(error: BaseException) -> Refusal:
    if isinstance(error, ActionFailed):
        return Refusal(503, "action_failed", f"{error} {_RETRY}")
    if isinstance(error, StoreFailed):
        return Refusal(503, "store_failed", str(error))
    if isinstance(error, SQLAlchemyError):
        return Refusal(503, "store_unavailable", f"The tracker store did not work. {_RETRY}")
    if isinstance(error, asyncio.TimeoutError):
        return Refusal(503, "deadline", f"The turn took too long. {_RETRY}")
    return Refusal(500, "failed", f"The turn failed: {type(error).__name__}. {_RETRY}")
