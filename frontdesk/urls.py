"""What is where: patients' and staff's side, both or one of them by NEEDLEWISE_SERVE."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from frontdesk.gateway.api import api
from frontdesk.gateway.views import (
    config,
    description,
    feedback,
    forget,
    health,
    history,
    messages,
    page,
    session,
    static,
    transcript,
    widget,
)

Routes = list[URLPattern | URLResolver]

_BOTH: Routes = [
    path("static/<path:path>", static.show),
    path("health/live", api(GET=health.live)),
    path("health/ready", api(GET=health.ready)),
]
_PATIENTS: Routes = [
    path("", api(GET=page.show)),
    path("widget.js", api(GET=widget.show)),
    path("chat/openapi.json", api(GET=description.show)),
    path("chat/config", api(GET=config.show)),
    path("chat/session", api(POST=session.begin)),
    path("chat/messages", api(POST=messages.send, GET=history.read)),
    path("chat/feedback", api(POST=feedback.give)),
    path("chat/transcript", api(GET=transcript.read)),
    path("chat/conversation", api(DELETE=forget.forget_conversation)),
    path("webhooks/", include("frontdesk.gateway.channels.urls")),
]
_TO_STAFF = RedirectView.as_view(url="/staff/")
_STAFF: Routes = [path("staff/", include("frontdesk.console.urls")), path("staff", _TO_STAFF)]
_SERVED = {
    "all": [*_PATIENTS, *_STAFF],
    "patients": _PATIENTS,
    "staff": [*_STAFF, path("", _TO_STAFF)],
}

urlpatterns = [*_SERVED[settings.CONFIGURATION.serve], *_BOTH]
handler404 = "frontdesk.gateway.views.fault.not_found"
handler400 = "frontdesk.gateway.views.fault.bad_request"
handler500 = "frontdesk.gateway.views.fault.failed"
