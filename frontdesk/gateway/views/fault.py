"""What is answered where no view could: the contract's error, never a page or a trace."""

from django.http import HttpRequest, JsonResponse

from frontdesk.gateway.refusal import Refusal


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Nothing is at this address."""
    return Refusal(404, "not_found", "There is nothing at this address.").response()


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django would not read the request."""
    return Refusal(400, "bad_request", "The request could not be read.").response()


def failed(request: HttpRequest) -> JsonResponse:
    """We failed; the log has the place."""
    return Refusal(503, "failed", "Something went wrong here. Try again.", 5).response()
