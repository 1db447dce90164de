"""Where this installation listens and keeps its files, and the environment that its processes get."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RASA_PYTHON = ROOT / ".venv/rasa/bin/python"
DESK_PYTHON = ROOT / ".venv/frontdesk/bin/python"
MODELS = ROOT / "models"


@dataclass(frozen=True)
class Settings:
    """`var` holds databases, logs and secrets: all that must outlive an update."""

    desk_port: int
    rasa_port: int
    actions_port: int
    var: Path
    staff_port: int | None = None  # of the staff console, where it is served apart

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """Return the settings of .env.example with their defaults. Raises ValueError for a bad port."""
        staffed_apart = bool(environ.get("NEEDLEWISE_STAFF_PORT"))
        return cls(
            desk_port=_port(environ, "NEEDLEWISE_PORT", 8000),
            rasa_port=_port(environ, "NEEDLEWISE_RASA_PORT", 5005),
            actions_port=_port(environ, "NEEDLEWISE_ACTIONS_PORT", 5055),
            staff_port=_port(environ, "NEEDLEWISE_STAFF_PORT", 0) if staffed_apart else None,
            var=Path(environ.get("NEEDLEWISE_VAR", ROOT / "var")).absolute(),
        )

    @property
    def logs(self) -> Path:
        """Where each process writes what it has to say."""
        return self.var / "log"

    @property
    def console_url(self) -> str:
        """Where staff sign in."""
        return f"http://127.0.0.1:{self.staff_port or self.desk_port}/staff/"

    @property
    def rasa_url(self) -> str:
        """Where Rasa's channel listens."""
        return f"http://127.0.0.1:{self.rasa_port}/webhooks/frontdesk"

    def environment(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of every process: `environ` goes first, then our defaults.

        Makes the folders and secrets that are missing; a secret's file is readable by its owner only.
        """
        self.logs.mkdir(parents=True, exist_ok=True)
        defaults = {
            "NEEDLEWISE_HOME": str(ROOT),
            "NEEDLEWISE_RASA_URL": self.rasa_url,
            "NEEDLEWISE_TRACKER_DATABASE": f"sqlite:///{self.var / 'rasa.db'}",
            "DATABASE_URL": f"sqlite:///{self.var / 'frontdesk.db'}",
            "SANIC_HOST": "127.0.0.1",
        }
        if "NEEDLEWISE_SECRET" not in environ:
            defaults["NEEDLEWISE_SECRET"] = secret(self.var / "secret")
        return {**defaults, **self.training_environment(environ)}

    def training_environment(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Return what training and tests need of it: the model's key, silence, all processors."""
        processors = str(len(os.sched_getaffinity(0)))
        defaults = {
            "RASA_TELEMETRY_ENABLED": "false",
            "OMP_NUM_THREADS": processors,
            "OPENBLAS_NUM_THREADS": "1",  # a turn's products are small: a second thread only spins
            "TF_NUM_INTRAOP_THREADS": processors,
            "TF_NUM_INTEROP_THREADS": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore",
        }
        if "NEEDLEWISE_MODEL_KEY" not in environ:
            defaults["NEEDLEWISE_MODEL_KEY"] = secret(self.var / "model.key")
        return {**defaults, **environ}


def secret(path: Path) -> str:
    """Return the secret in `path`, made at the first call."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, str(default))
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise ValueError(f"{name}={value} is no port. Use a number from 1 to 65535.")
    return int(value)
