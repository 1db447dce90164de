"""The action server: the SDK's own, but no log and no error repeats what a patient wrote.

Run as `python -m actions.server`. It listens on loopback unless SANIC_HOST says otherwise.
"""

import argparse
import logging
import os
import traceback
from pathlib import Path

from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from actions.content import load_library

logger = logging.getLogger(__name__)


def create_server() -> Sanic:
    """Return the application that runs the actions of this package. Raises ContentError for unfit cards."""
    load_library()  # a fault in the content shall stop the start and not a patient's turn
    app = create_app("actions", cors_origins="")
    app.error_handler.cached_handlers.clear()
    app.error_handler.add(Exception, answer_failure)
    return app


def answer_failure(request: Request, error: Exception) -> HTTPResponse:
    """Answer 500, or a request's own fault with its status, and log only types and places."""
    status = error.status_code if isinstance(error, SanicException) else 500
    logger.error("%s %s: %s", status, request.path, describe(error))
    return json({"error": type(error).__name__}, status=status)


def describe(error: BaseException) -> str:
    """Return the type of an error and where it was raised; its message may hold a patient's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=5055)
    port = parser.parse_args().port
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    host = os.environ.get("SANIC_HOST", "127.0.0.1")
    create_server().run(host=host, port=port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
