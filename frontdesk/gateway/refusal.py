"""What the desk says when it will not do what was asked: JSON with a status, a code and a reason."""

from django.http import JsonResponse


class Refusal(Exception):
    """An HTTP status with a reason, without a patient's words; `retry_after` in seconds."""

    def __init__(
        self, status: int, code: str, message: str, retry_after: int | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after

    def response(self) -> JsonResponse:
        """Return the contract's error."""
        response = JsonResponse(
            {"error": {"code": self.code, "message": str(self)}}, status=self.status
        )
        if self.retry_after is not None:
            response.headers["Retry-After"] = str(self.retry_after)
        if self.status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response
