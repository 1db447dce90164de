"""Django's name for this application."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The desk of the staff."""

    name = "frontdesk.console"

    def ready(self) -> None:
        """Have the worker gather what staff should look at."""
        from frontdesk.console.improve.gathering import gather
        from frontdesk.gateway.worker import spare_time

        spare_time.connect(gather, dispatch_uid="gather")
