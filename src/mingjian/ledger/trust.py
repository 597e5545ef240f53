"""Whom a follower trusts (信任设置): named by its operator, not by the log."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.ledger.notes import PublicKey


@dataclass(frozen=True)
class Trust:
    """信任设置: the keys of the log, its witnesses, and how many of them must have cosigned."""

    keys: tuple[PublicKey, ...]
    witnesses: tuple[PublicKey, ...] = ()
    needed: int = 0
