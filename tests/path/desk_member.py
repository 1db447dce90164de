"""Somebody at the staff console: enrolled by the command, signed in through the doors."""

import re
import subprocess
from base64 import b32decode
from types import TracebackType

import httpx
from django_otp.oath import totp

from scripts.settings import DESK_PYTHON, ROOT
from scripts.trial import Trial


class DeskMember:
    """A clinical lead of the trial's clinic, in a browser without scripts."""

    def __init__(self, assistant: Trial) -> None:
        self._client = httpx.Client(
            base_url=f"{assistant.address}/staff/",
            follow_redirects=True,
            event_hooks={"response": [self._keep_cookies]},
        )
        password = _enrol(assistant, "lead@clinic.example")
        self.post("sign-in", "sign-in", email="lead@clinic.example", password=password)
        key = re.search(r'<code class="long">(\w+)</code>', self.read("second-factor/enrol"))
        assert key, "the second factor is offered"
        padded = key[1] + "=" * (-len(key[1]) % 8)
        code = f"{totp(b32decode(padded)):06}"
        self.post("second-factor/enrol", "second-factor/enrol", code=code)

    def __enter__(self) -> "DeskMember":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def _keep_cookies(self, _: httpx.Response) -> None:
        """Send cookies although there is no proxy with https before the desk, as a clinic has one."""
        for cookie in self._client.cookies.jar:
            cookie.secure = False

    def read(self, page: str) -> str:
        """Return a page."""
        response = self._client.get(page)
        assert response.status_code == 200, response.text
        return response.text

    def post(self, page: str, action: str, **form: str | list[str]) -> str:
        """Send a form that stands on a page to an address and return what comes back."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.read(page))
        assert token
        response = self._client.post(action, data={**form, "csrfmiddlewaretoken": token[1]})
        assert response.status_code == 200, response.text
        return response.text


def _enrol(assistant: Trial, email: str) -> str:
    """Make the account and return the password that the command shows once."""
    command = [str(DESK_PYTHON), "frontdesk/manage.py", "staff", "create", email]
    made = subprocess.run(
        [*command, "--role", "clinical_lead"],
        cwd=ROOT,
        env=assistant.settings.environment(assistant.environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    password = re.search(r"shown this once: (\S+)", made.stdout)
    assert password, made.stdout
    return password[1]
