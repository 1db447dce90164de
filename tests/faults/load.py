"""Patients who write while processes die, and what must have become of their messages."""

import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle

import httpx
from patient import Patient

# Asked plainly, so that each answer shows which question it belongs to.
QUESTIONS = {
    "Does dry needling hurt?": "does_it_hurt",
    "How many sessions will I need?": "number_of_sessions",
    "What side effects can dry needling have?": "side_effects",
    "How long does a session take?": "session_length",
    "What is a trigger point?": "trigger_points",
    "How is it different from acupuncture?": "acupuncture_difference",
}
PATIENTS = 4
PAUSE = 1.0  # seconds between one patient's messages
PATIENCE = 180  # seconds; a busy machine starts a process slowly
OFTEN = 20  # messages a patient sends before another comes


@dataclass
class Load:
    """`acknowledged`: who sent which question under which id, and was told that it arrived."""

    address: str
    stopped: threading.Event = field(default_factory=threading.Event)
    acknowledged: list[tuple[Patient, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def run_while(self, work: Callable[[], None]) -> None:
        """Have all patients write until `work` has been done."""
        threads = [threading.Thread(target=self._write) for _ in range(PATIENTS)]
        for thread in threads:
            thread.start()
        try:
            work()
        finally:
            self.stopped.set()
            for thread in threads:
                thread.join()

    def unanswered(self) -> list[str]:
        """Wait for what is still to be answered. Return the ids of what was not, or not rightly."""
        deadline = time.monotonic() + PATIENCE
        waiting = list(self.acknowledged)
        while waiting and time.monotonic() < deadline:
            waiting = [one for one in waiting if not _is_answered(*one)]
        return [id for _, _, id in waiting]

    def _write(self) -> None:
        for number, text in enumerate(cycle(QUESTIONS)):
            if number % OFTEN == 0:
                patient = self._arrive()
            if self.stopped.wait(PAUSE):
                return
            self._send(patient, text, str(uuid.uuid4()))

    def _arrive(self) -> Patient:
        while True:
            with suppress(httpx.HTTPError):
                return Patient(self.address)
            self.stopped.wait(0.1)

    def _send(self, patient: Patient, text: str, id: str) -> None:
        """Send and send again under the same id until the desk has taken it."""
        last, deadline = "", time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = patient.post(id=id, text=text)
            except httpx.HTTPError as error:
                last = type(error).__name__
                time.sleep(0.1)
                continue
            last = f"{answer.status_code} {answer.text}"
            if answer.status_code == 200:
                self.acknowledged.append((patient, text, id))
                return
            if answer.status_code not in (429, 503):
                self.problems.append(last)
            time.sleep(0.2)
        self.problems.append(f"never acknowledged: {last}")


def _is_answered(patient: Patient, text: str, id: str) -> bool:
    said = patient.say(text, id)
    return not said["pending"] and QUESTIONS[text] in said["messages"][0]["topics"]
