"""Faults of the public log (``make faults NAME=ledger``): kill -9, two at once, an old database.

Processes submit, place and sign; they are killed at random moments, some of them in pairs. Now and
then the database is put back to an older state, as from a backup. Looked for: a lost statement, a
gap, two roots for one size. The suite counts only if it finds its planted bugs, too.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
from django.db import connection, transaction
from django.utils import timezone

from tests.databases import (
    copy_database,
    drop_database,
    drop_leftovers,
    log_folder,
    make_template,
    name_for,
    point_at,
)

PLANTS = ("", "no-guard", "early-receipt")
_LIVE, _BACKUP, _ASIDE = "faults_live", "faults_backup", "faults_aside"
_LONGEST_LIFE = 0.35


@dataclass
class Tally:
    """What was done, and what was found."""

    kills: int = 0
    pairs: int = 0
    restores: int = 0
    refusals: int = 0
    receipts: int = 0
    lost: list[str] = field(default_factory=list)
    forks: list[str] = field(default_factory=list)
    roots: dict[int, str] = field(default_factory=dict)

    @property
    def found(self) -> list[str]:
        """Everything that must not be."""
        return [*self.lost, *self.forks]


def run_faults(*, kills: int, seed: int, plant: str = "") -> Tally:
    """One run in a database of its own; ``plant`` names a bug to put in."""
    dice, tally = random.Random(seed), Tally()  # a seed, to have it again
    live = name_for(_LIVE)
    copy_database(source=make_template(), target=live)
    point_at(live)
    receipts = log_folder(live).with_suffix(".receipts")
    receipts.unlink(missing_ok=True)
    try:
        while tally.kills < kills:
            _kill_some(dice, tally, receipts, plant)
            _look(tally, receipts)
            if dice.random() < 0.15:
                _put_back(dice, tally, receipts, plant)
    finally:
        connection.close()
        for name in (_LIVE, _BACKUP, _ASIDE):
            drop_database(name_for(name))
    return tally


def _kill_some(dice: random.Random, tally: Tally, receipts: Path, plant: str) -> None:
    """One or two processes at work, killed at a moment of chance."""
    count = dice.choice((1, 1, 2))
    children = [_fork(lambda: _work_on(receipts, plant)) for _ in range(count)]
    time.sleep(dice.uniform(0.01, _LONGEST_LIFE))
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    tally.kills += count
    tally.pairs += count > 1


def _fork(work: Callable[[], None]) -> int:
    connection.close()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(1)


def _work_on(receipts: Path, plant: str) -> None:
    """Submit, write the receipt, advance; until killed."""
    from mingjian.ledger.advancing import advance_log
    from mingjian.ledger.checkpoints import LogRefused
    from mingjian.ledger.submitting import submit_statements
    from tests.ledger.make import published

    while True:
        statements = [published() for _ in range(random.randint(1, 9))]
        names = "".join(f"{each.public_id}\n" for each in statements)
        with transaction.atomic():
            submit_statements(statements=statements)
            if plant == "early-receipt":
                _append(receipts, names)
                time.sleep(0.02)
        if plant != "early-receipt":
            _append(receipts, names)
        try:
            advance_log(at=timezone.now())
        except LogRefused:
            continue


def _append(receipts: Path, names: str) -> None:
    with receipts.open("a", encoding="ascii") as file:
        file.write(names)


def _look(tally: Tally, receipts: Path) -> None:
    """Let the log finish in peace, then compare it with everything seen so far."""
    from mingjian.ledger.advancing import advance_log
    from mingjian.ledger.checkpoints import mark_file, served_checkpoint
    from mingjian.ledger.log import current_root, current_size
    from mingjian.ledger.models import Checkpoint, Leaf
    from mingjian.ledger.notes import read_tree
    from mingjian.ledger.verifying import verify_log

    advance_log(at=timezone.now())
    promised = set(receipts.read_text("ascii").split()) if receipts.exists() else set()
    held = set(Leaf.objects.values_list("public_id", flat=True))
    tally.receipts = len(promised)
    tally.lost += [f"lost: {each}" for each in sorted(promised - held)[:3]]
    tally.lost += list(verify_log().faults)
    notes = list(Checkpoint.objects.values_list("note", flat=True))
    notes += [mark_file().read_text("utf-8") if mark_file().exists() else "", served_checkpoint()]
    for tree in (read_tree(note) for note in notes if note):
        root = tally.roots.setdefault(tree.size, tree.root.hex())
        if root != tree.root.hex():
            tally.forks.append(f"two roots of size {tree.size}")
    for size, root in tally.roots.items():
        if size > current_size() or current_root(size=size).hex() != root:
            tally.forks.append(f"what was signed at {size} is no longer there")


def _put_back(dice: random.Random, tally: Tally, receipts: Path, plant: str) -> None:
    """An old database comes back and goes on in its own way; then the true one returns."""
    from mingjian.ledger.models import LogHead

    live, backup, aside = (name_for(name) for name in (_LIVE, _BACKUP, _ASIDE))
    folder, kept = log_folder(live), log_folder(aside)
    _copy(live, backup)
    before = LogHead.objects.get().size
    while LogHead.objects.get().size == before:
        _kill_some(dice, tally, receipts, plant)
        _look(tally, receipts)
    _copy(live, aside)
    shutil.copytree(folder, kept, dirs_exist_ok=True)
    files, promised = folder.with_suffix(".files"), receipts.read_bytes()
    shutil.copytree(folder, files, dirs_exist_ok=True)
    _copy(backup, live)
    shutil.copytree(files, folder, dirs_exist_ok=True)
    tally.restores += 1
    _go_on_from_the_old(tally, plant)
    _copy(aside, live)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(files, folder)
    receipts.write_bytes(promised)
    shutil.rmtree(files)


def _go_on_from_the_old(tally: Tally, plant: str) -> None:
    """What is signed now would be a fork: it must be refused."""
    from mingjian.ledger import advancing, checkpoints
    from mingjian.ledger.submitting import submit_statements
    from tests.ledger.make import published

    true_guard = checkpoints.require_same_history
    if plant == "no-guard":
        checkpoints.require_same_history = advancing.require_same_history = lambda: None
    try:
        with transaction.atomic():
            submit_statements(statements=[published() for _ in range(400)])
        advancing.advance_log(at=timezone.now())
        tally.forks.append("an old database was signed")
    except checkpoints.LogRefused:
        tally.refusals += 1
    finally:
        checkpoints.require_same_history = advancing.require_same_history = true_guard


def _copy(source: str, target: str) -> None:
    connection.close()
    copy_database(source=source, target=target)


def main(arguments: list[str] | None = None) -> int:
    """The whole suite with its canaries; 0 only if nothing is found but what was planted."""
    parser = argparse.ArgumentParser(description="Faults of the public log")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    options = parser.parse_args(arguments)
    tally = run_faults(kills=options.kills, seed=options.seed)
    print(
        f"seed {options.seed}: {tally.kills} kills ({tally.pairs} pairs), {tally.receipts} "
        f"statements acknowledged, {tally.restores} old databases put back, {tally.refusals} "
        f"refused; forks {len(tally.forks)}, lost {len(tally.lost)}"
    )
    for line in tally.found[:20]:
        print("  ", line)
    missed = [plant for plant in PLANTS[1:] if not _finds(plant, options.seed)]
    print("planted bugs found" if not missed else f"planted bugs NOT found: {missed}")
    return 1 if tally.found or missed else 0


def _finds(plant: str, seed: int) -> bool:
    """Whether the suite finds this bug within 150 kills."""
    found: Any = None
    for turn in range(5):
        found = run_faults(kills=30, seed=seed + turn, plant=plant).found
        if found:
            print(f"planted {plant}: {found[0]}")
            return True
    return False


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    try:
        code = main()
    finally:
        point_at("mingjian")
        drop_leftovers()
    sys.exit(code)
