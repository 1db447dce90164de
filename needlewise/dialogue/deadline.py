"""Work that is finished or cancelled in time, whether or not somebody still waits for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")
_running: "set[asyncio.Task[Any]]" = set()


async def finish(work: Coroutine[Any, Any, _T], seconds: float) -> _T:
    """Return what `work` returns or raise what it raises; asyncio.TimeoutError after `seconds`.

    A caller who goes away cancels nothing: the turn ends, is stored, and is there when asked again.
    """
    task = asyncio.create_task(_outcome(work, seconds))
    _running.add(task)
    task.add_done_callback(_running.discard)
    result: _T
    result, error = await asyncio.shield(task)
    if error is not None:
        raise error
    return result


async def _outcome(work: Coroutine[Any, Any, _T], seconds: float) -> tuple[Any, Any]:
    """Never raises: asyncio would log an error that nobody fetched, patient's words included."""
    try:
        return await asyncio.wait_for(work, seconds), None
    except BaseException as error:  # not only Exception: changes.ActionFailed is none
        return None, error
