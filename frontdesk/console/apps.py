"""Django's name for this application."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """The desk of the staff."""

    name = "frontdesk.console"

    def ready(self) -> None:
        """Have the worker gather what staff should look at, and a wish to be forgotten heard."""
        from frontdesk.console.forgetting import forget
        from frontdesk.console.improve.gathering import gather
        from frontdesk.conversations.erasure import forgotten
        from frontdesk.gateway.worker import spare_time

        forgotten.connect(forget, dispatch_uid="console")
        spare_time.connect(gather, dispatch_uid="gather")
