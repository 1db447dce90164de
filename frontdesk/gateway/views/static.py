"""GET /static/…: the few files of our own pages, read once and kept."""

import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse


async def show(request: HttpRequest, path: str) -> HttpResponse:
    """Return a file that belongs to an application's static folder."""
    found = _read(path)
    if found is None:
        raise Http404
    content, kind, etag = found
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    headers = {"ETag": etag, "Cache-Control": "public, max-age=300"}
    return HttpResponse(content, content_type=kind, headers=headers)


@cache
def _read(path: str) -> tuple[bytes, str, str] | None:
    file = finders.find(path)
    if not isinstance(file, str) or not Path(file).is_file():
        return None
    content = Path(file).read_bytes()
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    return content, kind, f'"{hashlib.sha256(content).hexdigest()[:32]}"'
