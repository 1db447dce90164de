"""Django's name for this application, and the desk that its views work at."""

import os
from functools import cached_property
from typing import TYPE_CHECKING, cast

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks

from frontdesk.hardening import problems

if TYPE_CHECKING:
    from frontdesk.gateway.desk import Desk


class GatewayConfig(AppConfig):
    """The door."""

    name = "frontdesk.gateway"

    def ready(self) -> None:
        """Have every command of manage.py refuse an unsafe configuration, and the worker tidy up."""
        from frontdesk.gateway.tidying import tidy_up
        from frontdesk.gateway.worker import spare_time

        checks.register(_check_configuration)
        spare_time.connect(tidy_up, dispatch_uid="tidy_up")

    @cached_property
    def desk(self) -> "Desk":
        """The desk of this process, opened at its first use."""
        from frontdesk.gateway.desk import Desk

        return Desk.open(settings.CONFIGURATION)


def current_desk() -> "Desk":
    """Return the desk of this process."""
    return cast(GatewayConfig, apps.get_app_config("gateway")).desk


def _check_configuration(**_: object) -> list[checks.CheckMessage]:
    found = problems(settings.CONFIGURATION, os.environ)
    return [checks.Error(line.partition(" ")[2], id=line.partition(" ")[0]) for line in found]
