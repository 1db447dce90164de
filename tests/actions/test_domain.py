"""The domain, the rules and the actions speak of the same things."""

import re
import subprocess
import sys
from typing import Any

import yaml
from conversation import DOMAIN, ROOT
from rasa_sdk.executor import ActionExecutor

from needlewise.knowledge.topic import read_topics

RULES: list[dict[str, Any]] = yaml.safe_load((ROOT / "data/rules.yml").read_text("utf-8"))["rules"]
CONVERSATION = {
    "greet", "goodbye", "thanks", "affirm", "deny", "bot_challenge", "capabilities", "ask_sources",
    "more_detail", "handoff", "feedback", "forget_me", "out_of_scope", "nlu_fallback",
}  # fmt: skip


def intents(steps: list[dict[str, Any]]) -> set[str]:
    turns = [turn for step in steps for turn in step.get("or", [step])]
    return {turn["intent"] for turn in turns if "intent" in turn}


def test_intents_are_the_topics() -> None:
    areas = read_topics(ROOT / "knowledge" / "topics.yml").values()
    assert set(DOMAIN["intents"]) == {topic for topics in areas for topic in topics} | CONVERSATION


def test_every_intent_has_a_rule_of_its_own() -> None:
    plain = [intents(rule["steps"]) for rule in RULES if "condition" not in rule]
    ruled = [name for names in plain for name in names]
    assert sorted(ruled) == sorted(DOMAIN["intents"])


def test_actions_after_a_condition_on_a_slot_are_followed_by_listening() -> None:
    """Such an action changes that slot, so its own rule no longer says what comes next."""
    alone = [rule["steps"] for rule in RULES if len(rule["steps"]) == 1]
    for rule in RULES:
        conditions = [name for condition in rule.get("condition", []) for name in condition]
        if "slot_was_set" in conditions and "active_loop" not in rule["steps"][-1]:
            assert [{"action": rule["steps"][-1]["action"]}] in alone, rule["rule"]


def test_actions_of_the_domain_are_those_of_the_action_server() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert set(executor.actions) == set(DOMAIN["actions"])


def test_every_response_says_its_kind_and_topics() -> None:
    topics = {"small_talk": CONVERSATION, "handoff": {"handoff", "book_appointment"}}
    for name, variants in DOMAIN["responses"].items():
        for variant in variants:
            metadata = variant["metadata"]
            assert set(metadata["topics"]) <= topics[metadata["kind"]], name


def test_form_texts_speak_of_a_booking_where_one_was_asked_for() -> None:
    for name, variants in DOMAIN["responses"].items():
        if variants[0]["metadata"]["kind"] == "handoff":
            booking, callback = variants
            assert booking["metadata"]["topics"] == ["book_appointment"], name
            assert booking["condition"][0]["value"] == "booking", name
            assert callback["metadata"]["topics"] == ["handoff"], name


def test_domain_holds_no_telephone_number() -> None:
    texts = [one["text"] for variants in DOMAIN["responses"].values() for one in variants]
    assert not [text for text in texts if re.search(r"\d", text)]


def test_responses_fill_in_known_slots_only() -> None:
    for variants in DOMAIN["responses"].values():
        for variant in variants:
            assert set(re.findall(r"\{(\w+)\}", variant["text"])) <= DOMAIN["slots"].keys()


def test_action_server_stays_small() -> None:
    """It imports neither TensorFlow nor spaCy and stays under 150 MB with all content loaded."""
    program = (
        "import pathlib, re, sys\n"
        "from rasa_sdk.executor import ActionExecutor\n"
        "from actions.content import load_library, load_wording\n"
        "ActionExecutor().register_package('actions'); load_library(), load_wording()\n"
        "assert not {'tensorflow', 'spacy', 'rasa'} & sys.modules.keys()\n"
        # not getrusage: there a process begins with the most that its parent ever had
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 150
