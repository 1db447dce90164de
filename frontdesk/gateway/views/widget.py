"""GET /widget.js: the widget, for any page; what it may do there is decided by the page's origin."""

from django.http import HttpRequest, HttpResponse

from frontdesk.gateway.desk import Desk
from frontdesk.gateway.refusal import Refusal
from frontdesk.gateway.widget import FILE, widget


async def show(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Return the script. Raises Refusal (404) where it is not built."""
    built = widget(desk.configuration.home)
    if not built.script:
        raise Refusal(404, "not_built", f"{FILE} is missing. Build it: 'node widget/build.js'.")
    etag = f'"{built.integrity}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    headers = {
        "ETag": etag,
        "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return HttpResponse(
        built.script, content_type="text/javascript; charset=utf-8", headers=headers
    )
