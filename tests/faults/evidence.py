"""Faults of the evidence vault (``make faults NAME=evidence``).

Three storms. *Kills*: processes upload and vault, with broken, doubled, reordered and wrong pieces
among the right ones, and die by kill -9 at moments of chance. *Cuts*: the power goes between any
two calls on files, un-synced pages and names are lost, the disk is full now and then. *Store*: an
object store loses a volume server midway (``evidence_store``). Looked for: a file that somebody was
told of and that is not there byte for byte; a receipt that is not true; bytes sent again beyond one
block; a byte hashed twice. Each storm counts only if it finds its planted bugs, too.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import django

from tests.databases import (
    copy_database,
    drop_database,
    drop_leftovers,
    make_template,
    name_for,
    point_at,
)

KILL_PLANTS = ("early-receipt", "mark-first", "rehash")
CUT_PLANTS = ("syncs-lie", "early-receipt")
_LIVE = "faults_evidence"


@dataclass
class Tally:
    """What was done, and what was found."""

    rounds: int = 0
    receipts: int = 0
    vaulted: int = 0
    refused: int = 0
    full: int = 0
    most_again: int = 0
    found: list[str] = field(default_factory=list)


def in_own_house(storm: str, *, rounds: int, seed: int, plant: str = "") -> Tally:
    """One storm in a database and a vault of its own."""
    from tests.faults import evidence_storms

    live = name_for(_LIVE)
    copy_database(source=make_template(), target=live)
    point_at(live)
    folder = Path(tempfile.mkdtemp(prefix="mingjian-faults-"))
    try:
        evidence_storms.use_vault(folder)
        dice = random.Random(seed)
        return getattr(evidence_storms, storm)(Tally(), folder, dice, rounds, plant)
    finally:
        evidence_storms.close()
        drop_database(live)
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str] | None = None) -> int:
    """All storms with their canaries; 0 only if nothing is found but what was planted."""
    parser = argparse.ArgumentParser(description="Faults of the evidence vault")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"))
    parser.add_argument("--without-store", action="store_true")
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}", flush=True)
    found = 0
    for storm, rounds, plants in (
        ("kills", options.kills, KILL_PLANTS),
        ("cuts", options.cuts, CUT_PLANTS),
    ):
        tally = in_own_house(storm, rounds=rounds, seed=options.seed)
        print(f"{storm}: {_told(tally)}", flush=True)
        found += len(tally.found) + _missed(storm, plants, options.seed)
    if not options.without_store:
        from tests.faults import evidence_store

        found += evidence_store.main(options.seed)
    return 1 if found else 0


def _told(tally: Tally) -> str:
    lines = "".join(f"\n   {one}" for one in tally.found[:10])
    return (
        f"{tally.rounds} rounds, {tally.receipts} durable and {tally.vaulted} vaulted receipts, "
        f"{tally.refused} wrong pieces refused, disk full {tally.full} times, at most "
        f"{tally.most_again} bytes sent again; found {len(tally.found)}{lines}"
    )


def _missed(storm: str, plants: tuple[str, ...], seed: int) -> int:
    missed = 0
    for plant in plants:
        found = in_own_house(storm, rounds=150, seed=seed, plant=plant).found
        print(f"   planted {plant}: {found[0] if found else 'NOT FOUND'}", flush=True)
        missed += not found
    return missed


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    try:
        code = main()
    finally:
        point_at("mingjian")
        drop_leftovers()
    sys.exit(code)
