"""An ASGI application served on a real port, on a thread of its own."""

import threading
import time
from typing import Any

import uvicorn


class Serving:
    """`port` 0 takes any that is free."""

    def __init__(self, application: Any, port: int = 0, lifespan: str = "off") -> None:
        config = uvicorn.Config(
            application, port=port, lifespan=lifespan, log_config=None, access_log=False
        )  # type: ignore[arg-type]
        self.server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.server.run, daemon=True)

    def start(self) -> str:
        """Return the address once it answers."""
        self._thread.start()
        deadline = time.monotonic() + 60
        while not self.server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("The server did not start.")
            time.sleep(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        """Return once it has ended."""
        self.server.should_exit = True
        self._thread.join(20)
