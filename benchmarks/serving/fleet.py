"""The two bots as processes: their commands, ports and files, all in one temporary folder."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.serving.bot import OurBot, StockBot
from scripts import assistant
from scripts.service import Service, free_port
from scripts.settings import RASA_PYTHON, Settings

_OWN = "NEEDLEWISE_"  # variables of this installation, which must not reach a measured process


def settle(folder: Path) -> tuple[Settings, dict[str, str]]:
    """Return settings on free ports with all files in `folder`, and the environment of both bots.

    Only the key that signed the trained model is this installation's own.
    """
    installed = Settings.read(os.environ)
    key = installed.environment(os.environ)["NEEDLEWISE_MODEL_KEY"]
    settings = replace(
        installed, rasa_port=free_port(), actions_port=free_port(), var=folder / "ours"
    )
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    return settings, settings.environment({**inherited, "NEEDLEWISE_MODEL_KEY": key})


def our_bot(settings: Settings, environment: Mapping[str, str]) -> OurBot:
    """Return our bot as `make start` starts it. Raises ManifestError without a trained model."""
    services = {service.name: service for service in assistant.services(settings, environment)}
    return OurBot(
        "ours", services["Rasa"], services["action server"], environment["NEEDLEWISE_SECRET"]
    )


def stock_bot(folder: Path, model: Path, environment: Mapping[str, str]) -> StockBot:
    """Return the stock bot; `folder` holds its `actions/`, and what it writes."""
    rasa_port, actions_port = free_port(), free_port()
    _write(folder / "credentials.yml", {"rest": None})
    _write(
        folder / "endpoints.yml",
        {
            "action_endpoint": {"url": f"http://127.0.0.1:{actions_port}/webhook"},
            "tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(folder / "stock.db")},
        },
    )
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    run = ["rasa", "run", "-i", "127.0.0.1", "-p", str(rasa_port), "--model", str(model), *files]
    act = ["rasa_sdk", "--actions", "actions", "--port", str(actions_port)]
    return StockBot(
        "stock",
        _service("stock Rasa", run, folder, environment, rasa_port, "webhooks/rest/"),
        _service("stock action server", act, folder, environment, actions_port, "health"),
    )


def _service(
    name: str,
    module: list[str],
    folder: Path,
    environment: Mapping[str, str],
    port: int,
    ready: str,
) -> Service:
    log = folder / f"{name.replace(' ', '-')}.log"
    command = [str(RASA_PYTHON), "-m", *module]
    address = f"http://127.0.0.1:{port}/{ready}"
    return Service(name, command, folder, environment, log, port, address)


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(content)), encoding="utf-8")
