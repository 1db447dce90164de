"""GET /chat/config: what the widget shows before the first message."""

from django.http import HttpRequest, JsonResponse

from frontdesk.gateway.desk import Desk
from needlewise.answer.suggestion import titled


async def show(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Return the clinic's name and words."""
    library = desk.library
    notices = library.notices
    starters = titled(library, desk.wording.starters)
    return JsonResponse(
        {
            "name": library.clinic.name,
            "greeting": notices.greeting,
            "notice": {"text": notices.pinned, "version": notices.version},
            "disclaimer": notices.disclaimer,
            "emergency": {"text": notices.emergency, "number": library.emergency.emergency.number},
            "phone": library.clinic.phone,
            "limits": {"characters": desk.configuration.limits.characters},
            "suggestions": [{"title": one.title, "topic": one.topic} for one in starters],
        }
    )
