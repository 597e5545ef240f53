"""The index of this node (本节点的检索索引), as readers see it."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from django.conf import settings

from mingjian.disclosure.index.store import IndexDamaged, State, Store

log = logging.getLogger(__name__)

# An index whose keeper has been silent for longer is not believed in counts; the table answers.
INDEX_LEASE_SECONDS = 10.0
# Where nothing but the index answers, it must be this fresh.
ANSWER_LEASE_SECONDS = 0.75


def node_store() -> Store:
    """The folder of this node; every process has one reader of it."""
    return _store(Path(settings.SEARCH_FOLDER))


def fresh_state(*, within: float) -> State | None:
    """The present state where its keeper vouched for it less than ``within`` seconds ago."""
    try:
        return node_store().read_fresh(within=within)
    except IndexDamaged as damaged:
        log.error("search index: %s", damaged)
        return None


@cache
def _store(folder: Path) -> Store:
    return Store(folder)
