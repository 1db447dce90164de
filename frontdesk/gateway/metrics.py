"""What is counted, for Prometheus, on an address of its own that strangers don't reach."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from frontdesk.log import logger

_SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8)

log = logger("metrics")


class Metrics:
    """Counters of this process; no label ever holds an id or a patient's words."""

    def __init__(self, open_lines: Callable[[], float]) -> None:
        self.registry = CollectorRegistry()
        self.messages = Counter(
            "needlewise_messages", "Messages taken", ["outcome"], registry=self.registry
        )
        self.seconds = Histogram(
            "needlewise_message_seconds", "Until answered", buckets=_SECONDS, registry=self.registry
        )
        self.refusals = Counter(
            "needlewise_refusals", "Requests refused", ["status", "code"], registry=self.registry
        )
        self.failures = Counter(
            "needlewise_rasa_failures", "Attempts that failed", ["reason"], registry=self.registry
        )
        lines = Gauge("needlewise_open_lines", "Conversations being served", registry=self.registry)
        lines.set_function(open_lines)

    def serve(self, address: str) -> None:
        """Serve at `host:port`, nowhere if it is empty; a port in use stops nobody."""
        host, _, port = address.rpartition(":")
        if not port:
            return
        try:
            start_http_server(int(port), host.strip("[]"), self.registry)
        except OSError as error:
            log.warning("metrics_not_served", address=address, problem=type(error).__name__)
