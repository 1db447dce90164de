"""`make train`: one model a set of inputs; the last good one stays until a new one is signed."""

import os
import subprocess
import sys
import time
from pathlib import Path

from needlewise.dialogue.manifest import ManifestError, read, sign, verify
from scripts.inputs import hash_inputs
from scripts.settings import MODELS, RASA_PYTHON, ROOT, Settings

_TAIL = 25  # lines of the log that explain a failure


def main() -> int:
    """Train unless the last model was trained from the same inputs. Return 1 if the training failed."""
    settings = Settings.read(os.environ)
    environment = settings.training_environment(os.environ)
    settings.logs.mkdir(parents=True, exist_ok=True)
    key = environment["NEEDLEWISE_MODEL_KEY"].encode()
    inputs = hash_inputs(ROOT)
    if _is_current(inputs, key):
        print(f"The model needlewise-{inputs} is up to date.")
        return 0
    log = settings.logs / "train.log"
    print(f"Training needlewise-{inputs} (log: {log}) ", end="", flush=True)
    began = time.monotonic()
    if code := _train(f"needlewise-{inputs}", environment, log):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_TAIL:]
        print(f"\nTraining failed (exit {code}); the last good model is kept. The end of {log}:")
        print("\n".join(lines))
        return 1
    sign(MODELS / f"needlewise-{inputs}.tar.gz", inputs, key)
    print(f" done in {time.monotonic() - began:.0f} s")
    return 0


def _is_current(inputs: str, key: bytes) -> bool:
    try:
        manifest = read(MODELS)
        verify(MODELS / manifest.model, key)
    except ManifestError:
        return False
    return manifest.inputs == inputs


def _train(name: str, environment: dict[str, str], log: Path) -> int:
    """Run Rasa's training with a dot every two seconds and return its exit code."""
    command = [
        str(RASA_PYTHON),
        "-m",
        "rasa",
        "train",
        "--out",
        str(MODELS),
        "--fixed-model-name",
        name,
        "--skip-validation",  # tests/nlu/test_data.py does; here it would read all data once more
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        while True:
            try:
                return process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
