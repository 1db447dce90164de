"""The services that make up the assistant, in the order in which they are needed."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from needlewise.dialogue import manifest
from scripts.service import STOP_SECONDS, Service
from scripts.settings import DESK_PYTHON, MODELS, RASA_PYTHON, ROOT, Settings

PORT_VARIABLES = {
    "action server": "NEEDLEWISE_ACTIONS_PORT",
    "Rasa": "NEEDLEWISE_RASA_PORT",
    "front desk": "NEEDLEWISE_PORT",
    "staff console": "NEEDLEWISE_STAFF_PORT",
}


def services(settings: Settings, environment: Mapping[str, str]) -> list[Service]:
    """Return the services with their commands. Raises ManifestError if there is no trained model."""
    made = [_actions(settings, environment), _rasa(settings, environment)]
    if (ROOT / "frontdesk/manage.py").exists():
        made += _desks(settings, environment)
        made.append(_worker(settings, environment))
    return made


def migrate(settings: Settings, environment: Mapping[str, str]) -> Service:
    """Return the short-lived process that brings the front desk's database up to date."""
    return Service(
        "front desk's database",
        [str(DESK_PYTHON), "frontdesk/manage.py", "migrate", "--noinput"],
        ROOT,
        environment,
        settings.logs / "migrate.log",
    )


def _actions(settings: Settings, environment: Mapping[str, str]) -> Service:
    return Service(
        "action server",
        [str(RASA_PYTHON), "-m", "actions.server", "--port", str(settings.actions_port)],
        ROOT,
        environment,
        settings.logs / "actions.log",
        settings.actions_port,
        f"http://127.0.0.1:{settings.actions_port}/health",
    )


def _rasa(settings: Settings, environment: Mapping[str, str]) -> Service:
    model = MODELS / manifest.read(MODELS).model
    manifest.verify(model, environment["NEEDLEWISE_MODEL_KEY"].encode())
    command = [
        str(RASA_PYTHON),
        "-m",
        "rasa",
        "run",
        "-i",
        "127.0.0.1",
        "-p",
        str(settings.rasa_port),
    ]
    command += ["--model", str(model), "--endpoints", str(_endpoints(settings))]
    return Service(
        "Rasa",
        [*command, "--credentials", "credentials.yml"],
        ROOT,
        environment,
        settings.logs / "rasa.log",
        settings.rasa_port,
        f"{settings.rasa_url}/ready",
    )


def _desks(settings: Settings, environment: Mapping[str, str]) -> list[Service]:
    """Return the front desk, for patients and staff; with a port of staff's own, one for each."""
    if settings.staff_port is None:
        return [_desk("front desk", settings.desk_port, settings, environment)]
    patients = {**environment, "NEEDLEWISE_SERVE": "patients"}
    staff = {**environment, "NEEDLEWISE_SERVE": "staff", "NEEDLEWISE_METRICS": ""}
    return [
        _desk("front desk", settings.desk_port, settings, patients),
        _desk("staff console", settings.staff_port, settings, staff),
    ]


def _desk(name: str, port: int, settings: Settings, environment: Mapping[str, str]) -> Service:
    server = [str(DESK_PYTHON), "-m", "uvicorn", "frontdesk.asgi:application", "--no-access-log"]
    server += ["--no-server-header", "--timeout-graceful-shutdown", str(STOP_SECONDS // 2)]
    return Service(
        name,
        [*server, "--host", "127.0.0.1", "--port", str(port)],
        ROOT,
        environment,
        settings.logs / f"{name.replace(' ', '')}.log",
        port,
        f"http://127.0.0.1:{port}/health/live",
    )


def _worker(settings: Settings, environment: Mapping[str, str]) -> Service:
    return Service(
        "front desk's worker",
        [str(DESK_PYTHON), "frontdesk/manage.py", "work"],
        ROOT,
        environment,
        settings.logs / "worker.log",
    )


def _endpoints(settings: Settings) -> Path:
    """Return endpoints.yml, or a copy of it where the action server listens on another port."""
    path = ROOT / "endpoints.yml"
    endpoints = yaml.safe_load(path.read_text(encoding="utf-8"))
    url = f"http://127.0.0.1:{settings.actions_port}/webhook"
    if endpoints["action_endpoint"]["url"] == url:
        return path
    endpoints["action_endpoint"]["url"] = url
    copy = settings.var / "endpoints.yml"
    copy.write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    return copy
