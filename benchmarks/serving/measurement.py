"""All that is measured of one bot, and the figures that two of them make."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.serving.figure import Figure, Target
from benchmarks.serving.start import Start
from benchmarks.serving.training import Training
from benchmarks.serving.turns import TURNS, USERS, Long, Turns


@dataclass(frozen=True)
class Serving:
    """What a bot's processes were seen to do. MB; `rasa_mb` above a process that only imported Rasa."""

    starts: list[Start]
    turns: Turns
    throughput: list[float]  # turns a second
    long: Long
    rasa_mb: float
    actions_mb: float
    actions_have_tensorflow: bool


@dataclass(frozen=True)
class Measurement:
    """`parses`: CPU seconds each."""

    training: Training
    parses: list[float]
    serving: Serving


def figures(ours: Measurement, stock: Measurement) -> list[Figure]:
    """Return the report's figures with the targets that the project has set itself."""
    return [
        *_turn_figures(ours.serving, stock.serving),
        *_long_figures(ours.serving.long, stock.serving.long),
        *_cost_figures(ours, stock),
        *_memory_figures(ours.serving, stock.serving),
    ]


def _turn_figures(ours: Serving, stock: Serving) -> list[Figure]:
    return [
        Figure(
            "a turn, one user",
            "ms",
            _ms(ours.turns.latencies),
            _ms(stock.turns.latencies),
            Target("ratio", 0.35),
        ),
        Figure(
            "a turn, 95th percentile",
            "ms",
            1000 * quantiles(ours.turns.latencies, n=20)[-1],
            1000 * quantiles(stock.turns.latencies, n=20)[-1],
        ),
        Figure(
            "a turn's CPU",
            "ms",
            _ms(ours.turns.cpu),
            _ms(stock.turns.cpu),
            Target("ratio", 0.35),
        ),
        Figure(
            "a turn's CPU, Rasa alone", "ms", _ms(ours.turns.rasa_cpu), _ms(stock.turns.rasa_cpu)
        ),
        Figure(
            "a turn's CPU, action server alone",
            "ms",
            _ms(ours.turns.actions_cpu),
            _ms(stock.turns.actions_cpu),
        ),
        Figure(
            f"throughput, {USERS} users",
            "turns/s",
            median(ours.throughput),
            median(stock.throughput),
            Target("ratio", 5, at_most=False),
        ),
    ]


def _long_figures(ours: Long, stock: Long) -> list[Figure]:
    return [
        Figure("turn 10 (median of 1 to 20)", "ms", _ms(ours.young), _ms(stock.young)),
        Figure("turn 500 (median of 491 to 510)", "ms", _ms(_late(ours)), _ms(_late(stock))),
        Figure("turn 500 over turn 10", "", _growth(ours), _growth(stock), Target("ours", 1.2)),
    ]


def _cost_figures(ours: Measurement, stock: Measurement) -> list[Figure]:
    return [
        Figure(
            "training, CPU",
            "s",
            ours.training.cpu_seconds,
            stock.training.cpu_seconds,
            Target("ours", 60),
        ),
        Figure("one parse, CPU", "ms", _ms(ours.parses), _ms(stock.parses), Target("ours", 8)),
        Figure(
            "start of Rasa",
            "s",
            median(start.seconds for start in ours.serving.starts),
            median(start.seconds for start in stock.serving.starts),
        ),
        Figure(
            "start of Rasa, CPU",
            "s",
            median(start.cpu_seconds for start in ours.serving.starts),
            median(start.cpu_seconds for start in stock.serving.starts),
        ),
    ]


def _memory_figures(ours: Serving, stock: Serving) -> list[Figure]:
    return [
        Figure(
            "Rasa's memory above a bare import",
            "MB",
            ours.rasa_mb,
            stock.rasa_mb,
            Target("ours", 170),
        ),
        Figure(
            "action server's memory", "MB", ours.actions_mb, stock.actions_mb, Target("ours", 150)
        ),
        Figure(
            "TensorFlow in the action server",
            "",
            ours.actions_have_tensorflow,
            stock.actions_have_tensorflow,
            Target("ours", 0),
        ),
    ]


def _late(long: Long) -> list[float]:
    return long.old[-2 * TURNS :]


def _growth(long: Long) -> float:
    return median(_late(long)) / median(long.young)


def _ms(seconds: Iterable[float]) -> float:
    return 1000 * median(seconds)
