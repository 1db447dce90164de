"""Logs as one JSON object a line: ids, codes and times, never a patient's words."""

import logging
import traceback
from pathlib import Path
from typing import Any

import structlog

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "frontdesk.log.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        # Refusals of ours are counted, not logged.
        "django.request": {"level": "CRITICAL"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "presidio-analyzer": {"level": "ERROR"},
        "uvicorn.access": {"level": "CRITICAL"},
        "uvicorn": {"handlers": [], "propagate": True},
    },
}


class JsonLines(logging.Formatter):
    """Writes a record as JSON; of an error its type and place only, since its words may be a patient's."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        if record.name.startswith("frontdesk"):
            return record.getMessage()  # written by structlog already
        event: dict[str, Any] = {"level": record.levelname.lower(), "logger": record.name}
        event["event"] = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            event["event"] = str(record.msg).split("\n")[0]
            event["error"] = describe(record.exc_info[1]) if record.exc_info[1] else ""
        return str(structlog.processors.JSONRenderer()(None, "", event))


def logger(name: str) -> Any:
    """Return a logger whose events are named and whose values are ids, codes and numbers."""
    return structlog.wrap_logger(
        logging.getLogger(f"frontdesk.{name}"),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def describe(error: BaseException) -> str:
    """Return where an error and its causes arose, without their words, which may be a patient's."""
    places = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        places.append(f"{type(cause).__name__}{place}")
        cause = cause.__cause__
    return " from ".join(places)
