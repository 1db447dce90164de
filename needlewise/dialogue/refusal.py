"""What the channel says when it will not or cannot answer."""

from typing import Any


class Refusal(Exception):
    """An HTTP status with a reason, without patient text. 4xx: do not try again; 5xx: do."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def to_dict(self) -> dict[str, Any]:
        """Return the body of the response."""
        return {"error": {"code": self.code, "message": str(self)}}
