"""What is where."""

from django.urls import path

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

urlpatterns = [
    path("", api(GET=page.show)),
    path("widget.js", api(GET=widget.show)),
    path("static/<path:path>", static.show),
    path("chat/openapi.json", api(GET=description.show)),
    path("chat/config", api(GET=config.show)),
    path("chat/session", api(POST=session.begin)),
    path("chat/messages", api(POST=messages.send, GET=history.read)),
    path("chat/feedback", api(POST=feedback.give)),
    path("chat/transcript", api(GET=transcript.read)),
    path("chat/conversation", api(DELETE=forget.forget_conversation)),
    path("health/live", api(GET=health.live)),
    path("health/ready", api(GET=health.ready)),
]
handler404 = "frontdesk.gateway.views.fault.not_found"
handler400 = "frontdesk.gateway.views.fault.bad_request"
handler500 = "frontdesk.gateway.views.fault.failed"
