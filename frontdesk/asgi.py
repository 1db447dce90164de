"""What the server runs: `python -m uvicorn frontdesk.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.settings")
_django = get_asgi_application()

from frontdesk.gateway.server import Server  # noqa: E402 - needs Django's applications

application = Server(_django)
