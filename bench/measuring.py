"""Measuring two ways of doing the same thing, alternated in one process."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

ROUNDS = 5


def measure(ways: dict[str, Callable[[], object]], *, count: int) -> dict[str, float]:
    """Milliseconds a call for each way: ``ROUNDS`` rounds in turn, the median of their means."""
    for way in ways.values():
        way()  # warms caches; a first call is not what is measured
    rounds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            started = perf_counter()
            for _ in range(count):
                way()
            rounds[name].append((perf_counter() - started) / count * 1000)
    return {name: median(times) for name, times in rounds.items()}


def tell(title: str, found: dict[str, float], *, peer: str) -> None:
    """Print the figures and how often ours fits into the peer's time."""
    print(f"\n{title}")
    for name, milliseconds in found.items():
        ratio = found[peer] / milliseconds
        print(f"  {name:<44} {milliseconds:9.2f} ms   {ratio:6.1f} x")
