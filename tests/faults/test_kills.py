"""Every process of the whole assistant killed under load: each acknowledged message is answered, once."""

import json
import os
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from load import Load
from processes import Processes

pytestmark = pytest.mark.faults

KILLS = int(os.environ.get("NEEDLEWISE_KILLS", "20"))  # of each process
PAUSE = 2.0  # seconds from one kill to the next, while what was killed before still starts


def test_kills_lose_and_double_nothing(assistant: Processes, tmp_path: Path) -> None:
    load = Load(assistant.address)

    def kill() -> None:
        for _ in range(KILLS):
            for name in reversed(assistant.names):
                assistant.kill(name)
                load.stopped.wait(PAUSE)
            assistant.wait_until_ready()

    load.run_while(kill)
    assert load.problems == []
    assert len(load.acknowledged) > KILLS
    assert load.unanswered() == []
    ran = run_by_rasa(tmp_path / "rasa.db")
    assert {id for _, _, id in load.acknowledged} == set(ran)
    assert max(ran.values()) == 1
    print(f"{KILLS} kills of each process, {len(ran)} messages: 0 lost, 0 doubled")


def run_by_rasa(database: Path) -> Counter[str]:
    """Return how often each message stands in the trackers."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT data FROM events WHERE type_name = 'user'").fetchall()
    said = (json.loads(data)["metadata"].get("message_id") for (data,) in rows)
    return Counter(id for id in said if id)
