"""One run: both bots trained, started, asked the same questions by turns, stopped."""

import random
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.questions import ROOT, single_questions
from benchmarks.serving.bot import Bot, pid
from benchmarks.serving.fleet import our_bot, settle, stock_bot
from benchmarks.serving.measurement import Measurement, Serving
from benchmarks.serving.parse import measure_parse
from benchmarks.serving.process import bare_rasa_mb, has_loaded, memory_mb
from benchmarks.serving.start import measure_starts
from benchmarks.serving.stock_project import hash_project, write_project
from benchmarks.serving.training import Training, train
from benchmarks.serving.turns import measure_long, measure_one_user, measure_throughput
from needlewise.dialogue import manifest
from scripts.inputs import hash_inputs
from scripts.settings import MODELS

STARTS, CONVERSATIONS, CROWDS = 2, 30, 5  # rounds of each measurement
_SEED = 500  # for the order of the questions, the same in every run
# Put in few words. Together they are more than our embedding remembers: no repeat shall help it.
_SIMPLE = {"plain", "short", "second_language"}
_OTHER_TURNS = {"red_flag", "personal_medical_advice", "book_appointment"}  # not just one answer

Environment = Mapping[str, str]


async def compare(folder: Path) -> dict[str, Measurement]:
    """Return what was measured of "ours" and of "stock"; their files are in `folder`.

    Raises ManifestError, TrainingFailed, StartFailed or BenchmarkFailed.
    """
    settings, environment = settle(folder)
    write_project(folder / "stock")
    trainings = train_both(folder / "stock", environment)
    stock = stock_bot(folder / "stock", trainings["stock"].model, environment)
    bots, asked = [our_bot(settings, environment), stock], questions()
    bare = bare_rasa_mb(environment, folder)
    try:
        serving = await serve(bots, asked, bare)
    finally:
        for bot in bots:
            await bot.rasa.stop()
            await bot.actions.stop()
    _tell("one parse")
    ours = MODELS / manifest.read(MODELS).model
    parses = measure_parse(ours, trainings["stock"].model, asked, environment)
    return {name: Measurement(trainings[name], parses[name], serving[name]) for name in trainings}


def questions() -> list[str]:
    """Return the simply put held-out questions that a card answers, shuffled."""
    topics = {path.stem for path in (ROOT / "knowledge/cards").glob("*/*.yml")} - _OTHER_TURNS
    simple = [
        question.text
        for question in single_questions("questions")
        if question.style in _SIMPLE and question.topic in topics
    ]
    random.Random(_SEED).shuffle(simple)
    return simple


def train_both(stock: Path, environment: Environment) -> dict[str, Training]:
    """Return what both trainings cost, measured now unless they were before."""
    return {
        "ours": train(f"ours-{hash_inputs(ROOT)}", ROOT, environment),
        "stock": train_stock(stock, environment),
    }


def train_stock(folder: Path, environment: Environment) -> Training:
    """Return what training the stock bot cost, whose project is in `folder`, now or before."""
    return train(f"stock-{hash_project(folder)}", folder / "project", environment)


async def serve(bots: Sequence[Bot], asked: Sequence[str], bare: float) -> dict[str, Serving]:
    """Start the bots and return what was measured of each, by its name. They are left running.

    `bare`: MB of a process that only imported Rasa.
    """
    _tell("start until ready")
    starts = await measure_starts(bots, STARTS)
    async with AsyncExitStack() as doors:
        for bot in bots:
            await doors.enter_async_context(bot)
        await measure_one_user(bots, asked, 3)  # to warm up
        _tell(f"one user, {CONVERSATIONS} conversations each")
        turns = await measure_one_user(bots, asked, CONVERSATIONS)
        _tell(f"many users, {CROWDS} rounds each")
        throughput = await measure_throughput(bots, asked, CROWDS)
        _tell("a long conversation each")
        long = {bot.name: await measure_long(bot, asked) for bot in bots}
    return {
        bot.name: Serving(
            starts=starts[bot.name],
            turns=turns[bot.name],
            throughput=throughput[bot.name],
            long=long[bot.name],
            rasa_mb=memory_mb(pid(bot.rasa)) - bare,
            actions_mb=memory_mb(pid(bot.actions)),
            actions_have_tensorflow=has_loaded(pid(bot.actions), "tensorflow"),
        )
        for bot in bots
    }


def _tell(what: str) -> None:
    print(f"Measuring: {what}", flush=True)
