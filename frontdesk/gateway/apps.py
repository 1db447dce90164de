"""Django's name for this application, and the desk that its views work at."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.apps import AppConfig, apps

if TYPE_CHECKING:
    from frontdesk.gateway.desk import Desk


class GatewayConfig(AppConfig):
    """The door."""

    name = "frontdesk.gateway"

    @cached_property
    def desk(self) -> "Desk":
        """The desk of this process, opened at its first use."""
        from django.conf import settings

        from frontdesk.gateway.desk import Desk

        return Desk.open(settings.CONFIGURATION)


def current_desk() -> "Desk":
    """Return the desk of this process."""
    return cast(GatewayConfig, apps.get_app_config("gateway")).desk
