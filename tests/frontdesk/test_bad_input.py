"""What the patients' API says to requests that it will not take."""

import json
import uuid

import httpx
import pytest
from patient import Patient

ID = "6f1d7a9e-6a55-4f7e-9a7e-0d1c2b3a4f5e"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"{", 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b"NaN", 400, "not_json"),
        (b'{"id": NaN}', 400, "not_json"),
        (b"[" * 8000, 400, "not_json"),
        (b"1" * 8000, 400, "not_json"),
        (b"[]", 400, "not_an_object"),
        (b"null", 400, "not_an_object"),
        (b"{}", 400, "missing_field"),
        (json.dumps({"id": ID}).encode(), 400, "missing_field"),
        (json.dumps({"text": "hello"}).encode(), 400, "missing_field"),
        (json.dumps({"id": 1, "text": "hello"}).encode(), 422, "bad_id"),
        (json.dumps({"id": "1", "text": "hello"}).encode(), 422, "bad_id"),
        (json.dumps({"id": f"{ID}\n", "text": "hello"}).encode(), 422, "bad_id"),
        (json.dumps({"id": ID, "text": 1}).encode(), 422, "bad_text"),
        (json.dumps({"id": ID, "text": None}).encode(), 422, "bad_text"),
        (json.dumps({"id": ID, "text": ""}).encode(), 422, "empty_text"),
        (json.dumps({"id": ID, "text": " \u200b\x00\ud800 "}).encode(), 422, "empty_text"),
        (json.dumps({"id": ID, "text": "a", "choice": "b"}).encode(), 422, "text_or_choice"),
        (json.dumps({"id": ID, "choice": "does_it_hurt"}).encode(), 422, "unknown_choice"),
        (json.dumps({"id": ID, "choice": "A" * 22}).encode(), 422, "unknown_choice"),
        (json.dumps({"id": ID, "choice": "_" * 22}).encode(), 422, "unknown_choice"),
        (json.dumps({"id": ID, "choice": ["x"]}).encode(), 422, "unknown_choice"),
        (json.dumps({"id": ID, "text": "a" * 2001}).encode(), 413, "too_long"),
        (json.dumps({"id": ID, "text": "a" * 9000}).encode(), 413, "too_large"),
    ],
)
def test_bad_body_is_refused_with_a_reason(
    alice: Patient, body: bytes, status: int, code: str
) -> None:
    answer = alice.send(body)
    assert (answer.status_code, alice.error(answer)) == (status, code)


def test_longest_text_in_the_widest_characters_is_taken(alice: Patient) -> None:
    content = json.dumps({"id": ID, "text": "\U0001f600" * 2000}, ensure_ascii=False).encode()
    assert alice.send(content).status_code == 200


def test_other_content_types_are_refused(alice: Patient) -> None:
    answer = alice.send(b"id=1&text=hello", "application/x-www-form-urlencoded")
    assert (answer.status_code, alice.error(answer)) == (415, "not_json")


def test_endless_body_is_cut_off(alice: Patient) -> None:
    def pieces():
        for _ in range(100):
            yield b" " * 1000

    answer = alice.client.post("/chat/messages", content=pieces())
    assert (answer.status_code, alice.error(answer)) == (413, "too_large")


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Basic YTpi", "Bearer a.b.c", "Bearer " + "a" * 5000, "Bearer null"],
)
def test_without_a_token_of_ours_nothing_is_read_or_said(
    served: str, desk: object, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    for method, path in (
        ("GET", "/chat/messages"),
        ("POST", "/chat/messages"),
        ("POST", "/chat/feedback"),
        ("GET", "/chat/transcript"),
        ("DELETE", "/chat/conversation"),
    ):
        answer = httpx.request(method, served + path, headers=headers, trust_env=False)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"] == "Bearer"


def test_page_that_the_clinic_did_not_list_is_refused(alice: Patient) -> None:
    for origin in (
        "https://evil.example",
        "null",
        "https://clinic.example.evil.example",
        "http://clinic.example",
    ):
        for path in ("/chat/config", "/chat/messages"):
            answer = alice.client.get(path, headers={"Origin": origin})
            assert (answer.status_code, alice.error(answer)) == (403, "origin")
            assert "access-control-allow-origin" not in answer.headers


def test_page_that_the_clinic_listed_may_read(alice: Patient, served: str) -> None:
    for origin in ("https://clinic.example", served):
        answer = alice.client.get("/chat/config", headers={"Origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
        asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        answer = alice.client.options("/chat/messages", headers=asked)
        assert answer.status_code == 204
        assert "Authorization" in answer.headers["access-control-allow-headers"]


def test_unknown_host_is_refused(alice: Patient) -> None:
    answer = alice.client.get("/chat/config", headers={"Host": "evil.example"})
    assert (answer.status_code, alice.error(answer)) == (400, "unknown_host")


def test_unknown_address_and_method_are_json(alice: Patient) -> None:
    answer = alice.client.get("/chat/nothing")
    assert (answer.status_code, alice.error(answer)) == (404, "not_found")
    answer = alice.client.put("/chat/messages")
    assert (answer.status_code, alice.error(answer)) == (405, "method")
    assert answer.headers["allow"] == "POST, GET, OPTIONS"


def test_every_response_has_security_headers(alice: Patient) -> None:
    for path in ("/", "/widget.js", "/chat/config", "/health/live", "/nothing", "/chat/messages"):
        headers = alice.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]


def test_too_many_messages_in_a_minute_are_slowed_down(alice: Patient, bob: Patient) -> None:
    for number in range(30):
        assert alice.post(text=f"question {number}").status_code == 200
    answer = alice.post(text="one more")
    assert (answer.status_code, alice.error(answer)) == (429, "too_fast")
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert alice.post(text="I can't breathe since the needling").status_code == 200
    assert bob.post(text="does it hurt?").status_code == 200


def test_feedback_is_checked(alice: Patient, bob: Patient) -> None:
    id = alice.say("does it hurt?")["messages"][0]["id"]

    def give(patient: Patient, **body: object) -> int:
        return patient.client.post("/chat/feedback", json=body).status_code

    assert give(alice, message=id, helpful=True, comment="call 07700 900123") == 204
    assert give(alice, message=id, helpful=False) == 204
    assert give(alice, message=id) == 400
    assert give(alice, helpful=True) == 400
    assert give(alice, message=id, helpful="yes") == 422
    assert give(alice, message=id, helpful=True, comment=5) == 422
    assert give(alice, message=id, helpful=True, comment="a" * 2001) == 413
    assert give(alice, message=str(uuid.uuid4()), helpful=True) == 404
    assert give(bob, message=id, helpful=True) == 404


def test_history_after_an_unknown_id_is_refused(alice: Patient, bob: Patient) -> None:
    id = alice.say("does it hurt?")["messages"][0]["id"]
    assert alice.client.get("/chat/messages", params={"after": "x"}).status_code == 422
    assert bob.client.get("/chat/messages", params={"after": id}).status_code == 422
