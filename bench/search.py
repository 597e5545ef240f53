"""Public search beside tantivy (``make bench NAME=search``): building, every class, HTTP.

Both get the same documents in the same run; ``--count 5000000`` for five million (then with
``--no-http`` where time is short). Building runs in a process of its own, so that its greatest
memory can be told.
"""

from __future__ import annotations

import argparse
import json
import marshal
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from pyroaring import BitMap

from bench.decisions import Decisions
from bench.search_http import measure_http
from bench.search_peer import Peer
from bench.search_queries import DEEP, Asked, make_questions
from mingjian.disclosure.index.building import SegmentBuilder
from mingjian.disclosure.index.documents import CHUNK, Document, Question
from mingjian.disclosure.index.searching import Hits
from mingjian.disclosure.index.segment import Segment
from mingjian.disclosure.index.store import State, Store

_PIECE = CHUNK
_SAMPLE_EVERY = 97
_SCANNED = 12  # questions of each class that are also answered by a scan


def main() -> None:
    """The whole run, or one of its parts in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--folder", type=Path, default=Path(".cache/bench-search"))
    parser.add_argument("--no-http", action="store_true")
    parser.add_argument("--build", choices=("ours", "tantivy"))
    options = parser.parse_args()
    folder = options.folder / str(options.count)
    if options.build:
        _build(folder, options.build)
        return
    sample = _write_corpus(folder, options.count)
    for name in ("ours", "tantivy"):
        _tell_build(folder, name)
    asked = make_questions(sample=sample, count=options.queries)
    store = Store(folder / "search")
    state = store.read()
    assert state is not None
    peer = Peer(folder / "tantivy")
    _tell_classes(state, peer, asked)
    _tell_scan(folder, state, peer, asked)
    if not options.no_http:
        many = make_questions(sample=sample, count=300, seed=2)
        measure_http(folder=folder, questions=many.mixed, sample=sample[0])


def _write_corpus(folder: Path, count: int) -> list[Document]:
    """All documents in pieces on disk; returns some of them."""
    corpus = folder / "corpus"
    if not (corpus / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        corpus.mkdir(parents=True)
        piece: list[tuple[object, ...]] = []
        for at, one in enumerate(Decisions(count=count)):
            piece.append((one.public_id, one.day, one.kinds, one.agency, one.division, one.text))
            if len(piece) == _PIECE or at == count - 1:
                (corpus / f"{at:09}").write_bytes(marshal.dumps(piece))
                piece = []
        (corpus / "whole").touch()
    sample, signs = [], 0
    for number, each in enumerate(one for piece in _corpus(folder) for one in piece):
        signs += len(each.text)
        if number % _SAMPLE_EVERY == 0:
            sample.append(each)
    print(f"{count:,} decisions, {signs / count:.0f} signs each", flush=True)
    return sample


def _corpus(folder: Path) -> Iterator[list[Document]]:
    for path in sorted((folder / "corpus").glob("0*")):
        yield [Document(*each) for each in marshal.loads(path.read_bytes())]  # noqa: S302


def _tell_build(folder: Path, name: str) -> None:
    told = folder / f"{name}.json"
    if not told.exists():
        command = [sys.executable, "-m", "bench.search", "--folder", str(folder.parent)]
        command += ["--count", folder.name, "--build", name]
        subprocess.run(command, check=True)  # noqa: S603
    said = json.loads(told.read_text())
    print(
        f"build {name:8} {said['seconds']:7.1f} s ({said['cpu']:.1f} s of CPU), "
        f"{said['bytes'] / 1e6:7.1f} MB, {said['memory'] / 1e9:.2f} GB at most",
        flush=True,
    )


def _build(folder: Path, name: str) -> None:
    """Time only what the engine does, not the reading of the corpus."""
    spent = cpu = 0.0

    def timed(work: Callable[[], object]) -> object:
        nonlocal spent, cpu
        begun, used = time.perf_counter(), time.process_time()
        try:
            return work()
        finally:
            spent += time.perf_counter() - begun
            cpu += time.process_time() - used

    target = folder / ("search" if name == "ours" else "tantivy")
    shutil.rmtree(target, ignore_errors=True)
    if name == "ours":
        store = Store(target)
        target.mkdir()
        builder = SegmentBuilder(target / "building")
        for piece in _corpus(folder):
            timed(lambda piece=piece: builder.add(piece))  # type: ignore[misc]
        timed(lambda: builder.finish(target / "segment-1"))
        state = State((Segment(target / "segment-1"),), (BitMap(),), 0, (), 1)
        store.settle(state)
        store.write(state)
    else:
        peer = Peer(target)
        for piece in _corpus(folder):
            timed(lambda piece=piece: peer.add(piece))  # type: ignore[misc]
        timed(peer.finish)
    size = sum(each.stat().st_size for each in target.rglob("*") if each.is_file())
    memory = getrusage(RUSAGE_SELF).ru_maxrss * 1024
    said = {"seconds": spent, "cpu": cpu, "bytes": size, "memory": memory}
    (folder / f"{name}.json").write_text(json.dumps(said))


def _ours(state: State, name: str, question: Question) -> object:
    hits = Hits(state, question)
    if name == "facets":
        provinces = [str(code) for code in range(11, 66)]
        return hits.count_kinds(), hits.count_provinces(provinces)
    places = hits.page(offset=DEEP if name == "deep page" else 0, count=20)
    return hits.total, [public_id for _, public_id in places]


def _theirs(peer: Peer, name: str, question: Question) -> object:
    if name == "facets":
        return peer.facets(question)
    return peer.search(question, offset=DEEP if name == "deep page" else 0)


def _tell_classes(state: State, peer: Peer, asked: Asked) -> None:
    """Each question once with nothing remembered, engines in turns; milliseconds.

    The ratio is that of CPU time, which other work on the machine disturbs less.
    """
    head = "".join(f"{name + ' p50':>13}{'CPU p50':>9}{'p99':>9}" for name in ("ours", "tantivy"))
    print(f"{'class':26}{head}{'ratio':>8}")
    for name, questions in asked.questions.items():
        for segment in state.segments:
            segment.forget()
        ours, theirs = _Times(), _Times()
        for question in questions:
            ours.take(partial(_ours, state, name, question))
            theirs.take(partial(_theirs, peer, name, question))
        ratio = statistics.median(theirs.cpu) / statistics.median(ours.cpu)
        print(f"{name:26}{ours.told()}{theirs.told()}{ratio:8.1f}", flush=True)


class _Times:
    """Milliseconds by the clock and of the processor."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def take(self, work: Callable[[], object]) -> None:
        begun, used = time.perf_counter(), time.process_time()
        work()
        self.cpu.append((time.process_time() - used) * 1000)
        self.wall.append((time.perf_counter() - begun) * 1000)

    def told(self) -> str:
        last = sorted(self.cpu)[int(len(self.cpu) * 0.99)]
        return f"{statistics.median(self.wall):13.2f}{statistics.median(self.cpu):9.2f}{last:9.1f}"


def _tell_scan(folder: Path, state: State, peer: Peer, asked: Asked) -> None:
    """Totals of both engines against a plain scan of every text."""
    wanted = {
        term
        for name, questions in asked.questions.items()
        if name not in ("facets", "deep page", "word, place, days, kind")
        for question in questions[:_SCANNED]
        for term in question.terms
    }
    counts = dict.fromkeys(wanted, 0)
    for piece in _corpus(folder):
        whole = "\0".join(one.text for one in piece)
        for term in wanted:
            counts[term] += _holders(whole, term)
    ours = sum(Hits(state, Question((term,))).total != counts[term] for term in wanted)
    theirs = sum(peer.search(Question((term,)))[0] != counts[term] for term in wanted)
    print(f"{len(wanted)} terms against a substring scan: ours differs in {ours}, tantivy {theirs}")


def _holders(whole: str, term: str) -> int:
    """How many of the texts, which stand one behind the other, hold the term."""
    found, at = 0, whole.find(term)
    while at >= 0:
        found += 1
        end = whole.find("\0", at)
        at = whole.find(term, end) if end >= 0 else -1
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.config.settings")
    main()
