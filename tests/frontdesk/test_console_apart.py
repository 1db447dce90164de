"""What one process serves: patients, staff or both; and what patients' requests are spared."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

ASKED = """
import django; django.setup()
from django.urls import Resolver404, resolve
for path in ("/chat/config", "/staff/", "/health/live", "/static/console/theme.css"):
    try:
        resolve(path)
        print(path)
    except Resolver404:
        pass
"""


@pytest.mark.parametrize(
    ("serve", "expected"),
    [
        ("all", {"/chat/config", "/staff/"}),
        ("patients", {"/chat/config"}),
        ("staff", {"/staff/"}),
    ],
)
def test_setting_says_which_side_is_served(serve: str, expected: set[str], tmp_path: Path) -> None:
    environment = {
        **os.environ, "NEEDLEWISE_SERVE": serve, "NEEDLEWISE_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "frontdesk.settings",
    }  # fmt: skip
    asked = [sys.executable, "-c", ASKED]
    found = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    assert set(found.stdout.split()) - {"/health/live", "/static/console/theme.css"} == expected


def test_patients_requests_meet_no_session(transactional_db: None) -> None:
    response = Client().get("/chat/config")
    assert not response.cookies
    assert not hasattr(response.wsgi_request, "session")


def test_pages_of_staff_are_not_kept_by_browsers(transactional_db: None) -> None:
    response = Client().get("/staff/sign-in")
    assert response["Cache-Control"] == "no-store"
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
