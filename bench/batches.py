"""Batches of documents: files of their own by the press, and one file for the printer.

The peer prints the same decisions with the same font, with one process and with as many as ours;
for the printer it renders each paper once and writes all pages as one file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import Any

from bench.decisions_on_paper import AGENCY, AT, as_html, decision
from bench.peers import WeasyPrinting
from mingjian.dossier.press import Press, cores
from mingjian.dossier.together import Part, print_together
from mingjian.dossier.typesetting import OFFICIAL, order_of

ROUNDS, PAPERS, PEER_PAPERS = 5, 200, 16
_HEAD = "one file each"


@cache
def _peer() -> WeasyPrinting:
    return WeasyPrinting()


def _peer_prints(html: str) -> int:
    return len(_peer().print(html))


def bench_batches() -> None:
    """Five rounds in turn; milliseconds a paper, median of the rounds."""
    counter = iter(range(10**7))

    def fresh(count: int) -> list[dict[str, Any]]:
        return [decision(next(counter)) for _ in range(count)]

    processes = cores()
    press, one = Press(processes=processes), Press(processes=1)
    # Spawned, not forked: libraries of the peer hold locks of their own.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        ways: dict[str, tuple[int, Callable[[Sequence[dict[str, Any]]], object]]] = {
            f"Mingjian, {_HEAD}, {processes} processes": (PAPERS, lambda all_: _press(press, all_)),
            f"Mingjian, {_HEAD}, 1 process": (PAPERS, lambda all_: _press(one, all_)),
            "Mingjian, one file for the printer, 1 process": (100, _together),
            f"WeasyPrint, {_HEAD}, 1 process": (
                PEER_PAPERS,
                lambda all_: [_peer_prints(as_html(each)) for each in all_],
            ),
            f"WeasyPrint, {_HEAD}, {processes} processes": (
                PEER_PAPERS,
                lambda all_: list(pool.map(_peer_prints, [as_html(each) for each in all_])),
            ),
            "WeasyPrint, one file for the printer, 1 process": (
                PEER_PAPERS,
                lambda all_: _peer().print_together([as_html(each) for each in all_]),
            ),
        }
        found = _measure(ways, fresh)
    press.close()
    one.close()
    _tell(found, processes)


def _press(press: Press, contents: Sequence[dict[str, Any]]) -> object:
    orders = [
        order_of(content=each, template=OFFICIAL, at=AT, bears_seal=True) for each in contents
    ]
    return press.print_all(orders)


def _together(contents: Sequence[dict[str, Any]]) -> bytes:
    parts = [Part(each["title"], content=each) for each in contents]
    return print_together(parts=parts, title="批量打印", agency=AGENCY, at=AT)


def _measure(
    ways: dict[str, tuple[int, Callable[[Sequence[dict[str, Any]]], object]]],
    fresh: Callable[[int], list[dict[str, Any]]],
) -> dict[str, float]:
    for _, way in ways.values():
        way(fresh(4))  # warm: processes started, fonts read
    rounds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, (count, way) in ways.items():
            contents = fresh(count)
            started = perf_counter()
            way(contents)
            rounds[name].append((perf_counter() - started) / count * 1000)
    return {name: median(times) for name, times in rounds.items()}


def _tell(found: dict[str, float], processes: int) -> None:
    print(f"\nBatches, milliseconds a paper ({processes} cores)")
    for name, milliseconds in found.items():
        print(f"  {name:<52} {milliseconds:9.2f} ms")
    for ours, theirs in (
        (f"{_HEAD}, {processes} processes", f"{_HEAD}, 1 process"),
        (f"{_HEAD}, {processes} processes", f"{_HEAD}, {processes} processes"),
        (f"{_HEAD}, 1 process", f"{_HEAD}, 1 process"),
        ("one file for the printer, 1 process", "one file for the printer, 1 process"),
        ("one file for the printer, 1 process", f"{_HEAD}, 1 process"),
    ):
        ratio = found[f"WeasyPrint, {theirs}"] / found[f"Mingjian, {ours}"]
        print(f"  ours {ours} / peer {theirs}: {ratio:.1f} x")
