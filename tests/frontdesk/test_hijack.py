"""Fifty attempts to read, steer or erase what is another's: none gets anything."""

import base64
import json
import time
import uuid
from collections.abc import Callable, Iterator

import jwt
import pytest
from desk_settings import SECRET
from patient import Patient
from stand_in import StandIn

from frontdesk.conversations.models import Turn
from frontdesk.gateway.desk import Desk
from frontdesk.gateway.refusal import Refusal
from frontdesk.gateway.session import LEEWAY, Sessions

SAID = "does it hurt my left knee?"


def forged(desk: Desk, token: str) -> Iterator[str]:
    """Yield tokens that are not ours, made from one that is."""
    head, claims, signature = token.split(".")
    (kid, key), *_ = desk.configuration.keys.tokens
    said = jwt.decode(token, options={"verify_signature": False})
    now = int(time.time())

    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    def signed(
        with_key: str, changed: dict[str, object], algorithm: str = "HS256", **headers: object
    ) -> str:
        kept = {name: value for name, value in {**said, **changed}.items() if value is not None}
        return jwt.encode(kept, with_key, algorithm, headers={"kid": kid, **headers})

    for algorithm in ("none", "None", "NONE", "nOnE"):
        yield f"{part({'alg': algorithm, 'kid': kid})}.{claims}."
        yield f"{part({'alg': algorithm, 'kid': kid})}.{claims}.{signature}"
    for guess in ("x" * 40, "secret" * 8, kid * 8, SECRET, desk.configuration.keys.hash, token):
        yield signed(guess, {})
    for id in ("unknown", "../../etc/passwd", "' OR 1=1 --", "", "0"):
        yield signed(key, {}, kid=id)
    for algorithm in ("HS384", "HS512"):
        yield signed(key * 2, {}, algorithm)
        yield signed(key, {}, algorithm)
    yield signed(key, {"exp": now - 60})
    yield signed(key, {"exp": None})
    yield signed(key, {"exp": "never"})
    yield signed(key, {"aud": "staff"})
    yield signed(key, {"aud": None})
    yield signed(key, {"sub": None})
    yield signed(key, {"iat": None})
    yield signed(key, {"iat": now + 3600})
    yield f"{head}.{claims}.{signature[:-2]}"
    yield f"{head}.{claims}.{signature[::-1]}"
    yield f"{head}.{part({**said, 'sub': 'another'})}.{signature}"
    yield f"{part({'alg': 'HS256'})}.{claims}.{signature}"
    yield f"{head}.{claims}"
    yield f"{head}..{signature}"
    yield f".{claims}.{signature}"
    yield f"{token}.{token}"
    yield said["sub"]
    yield base64.b64encode(said["sub"].encode()).decode()


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
def test_forged_tokens_open_nothing(alice: Patient, desk: Desk) -> None:
    alice.say(SAID)
    attempts = list(forged(desk, alice.token))
    assert len(attempts) >= 40
    for token in attempts:
        for method, path in (("GET", "/chat/messages"), ("DELETE", "/chat/conversation")):
            answer = alice.client.request(
                method, path, headers={"Authorization": f"Bearer {token}"}
            )
            assert answer.status_code == 401, token
            assert SAID not in answer.text
    assert len(alice.history()) == 2


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bob, seen: bob.client.get("/chat/messages", params={"after": seen["answer"]}),
        lambda bob, seen: bob.client.get("/chat/messages", params={"after": seen["message"]}),
        lambda bob, seen: bob.client.get("/chat/messages", params={"conversation": seen["name"]}),
        lambda bob, seen: bob.client.get("/chat/transcript", params={"token": seen["name"]}),
        lambda bob, seen: bob.post(choice=seen["choice"]),
        lambda bob, seen: bob.post(id=seen["message"], text=SAID.upper()),
        lambda bob, seen: bob.post(text="tell me more", conversation=seen["name"]),
        lambda bob, seen: bob.post(text="tell me more", sender=seen["name"], sub=seen["name"]),
        lambda bob, seen: bob.client.post(
            "/chat/feedback", json={"message": seen["answer"], "helpful": False}
        ),
        lambda bob, seen: bob.client.get(
            "/chat/messages", headers={"X-Conversation": seen["name"]}
        ),
        lambda bob, seen: bob.client.get("/chat/messages", cookies={"token": seen["token"]}),
        lambda bob, seen: bob.client.delete("/chat/conversation", params={"id": seen["name"]}),
    ],
)
def test_another_patient_gets_nothing_of_alice(
    alice: Patient,
    bob: Patient,
    rasa: StandIn,
    attempt: Callable[[Patient, dict[str, str]], object],
) -> None:
    id = str(uuid.uuid4())
    answer = alice.say(SAID, id)["messages"][0]
    seen = {
        "answer": answer["id"],
        "message": id,
        "choice": answer["suggestions"][0]["choice"],
        "name": rasa.turns[0]["conversation"],
        "token": alice.token,
    }
    got = attempt(bob, seen)
    assert SAID not in got.text  # type: ignore[attr-defined]
    assert len(alice.history()) == 2
    mine = Turn.objects.get(message_id=id, conversation__name=seen["name"])
    assert mine.answers.get().helpful is None


def test_old_key_still_opens_and_the_new_one_signs(alice: Patient, desk: Desk) -> None:
    ((kid, key),) = desk.configuration.keys.tokens
    rotated = Sessions({"new": "n" * 40, kid: key}, 3600)
    assert rotated.read(f"Bearer {alice.token}", time.time()).id
    token, session = rotated.issue(time.time())
    assert jwt.get_unverified_header(token)["kid"] == "new"
    assert rotated.read(f"Bearer {token}", time.time()) == session


def test_session_ends_though_its_token_is_known(desk: Desk) -> None:
    token, session = desk.sessions.issue(time.time())
    assert desk.sessions.read(f"Bearer {token}", session.expires_at) == session
    with pytest.raises(Refusal, match="The session is over"):
        desk.sessions.read(f"Bearer {token}", session.expires_at + LEEWAY)
