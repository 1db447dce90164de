"""Where each platform finds us."""

from django.urls import path

from frontdesk.gateway.api import api
from frontdesk.gateway.channels.directory import KNOWN
from frontdesk.gateway.views import webhook

_GET = {"messenger": {"GET": webhook.confirm}}

urlpatterns = [
    path(name, api(POST=webhook.take(name), **_GET.get(name, {})), name=name) for name in KNOWN
]
