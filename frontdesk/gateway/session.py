"""A patient's session: an id that we choose, in a token that we sign."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import jwt

from frontdesk.gateway.refusal import Refusal

ALGORITHM = "HS256"
AUDIENCE = "chat"
LEEWAY = 5  # seconds that clocks may differ
_KNOWN = 4096  # tokens whose signature was checked; a patient sends the same one with every message


@dataclass(frozen=True)
class Session:
    """`id` is random and never stored as it is; `expires_at` in seconds since 1970."""

    id: str
    expires_at: int


class Sessions:
    """Issues and reads tokens. The first key signs, every key is still accepted."""

    def __init__(self, keys: Mapping[str, str], seconds: int) -> None:
        self._keys = dict(keys)
        self._seconds = seconds
        self._known = lru_cache(_KNOWN)(self._verify)

    def issue(self, now: float) -> tuple[str, Session]:
        """Return a token and the new session in it."""
        session = Session(secrets.token_urlsafe(24), int(now) + self._seconds)
        kid, key = next(iter(self._keys.items()))
        claims = {"sub": session.id, "exp": session.expires_at, "iat": int(now), "aud": AUDIENCE}
        return jwt.encode(claims, key, ALGORITHM, headers={"kid": kid}), session

    def read(self, authorization: str, now: float) -> Session:
        """Return the session of an Authorization header. Raises Refusal (401)."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refusal(
                401, "no_token", "Send 'Authorization: Bearer' with the token of your session."
            )
        session = self._known(token)
        if session.expires_at <= now - LEEWAY:
            raise Refusal(401, "expired", "The session is over. Begin a new one.")
        return session

    def _verify(self, token: str) -> Session:
        try:
            key = self._keys[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(
                token, key, [ALGORITHM], audience=AUDIENCE, leeway=LEEWAY,
                options={"require": ["sub", "exp", "iat", "aud"], "verify_exp": False},
            )  # fmt: skip
            return Session(str(claims["sub"]), int(claims["exp"]))
        except (jwt.PyJWTError, KeyError, TypeError, ValueError):
            raise Refusal(
                401, "bad_token", "The token is not one of ours. Begin a new session."
            ) from None
