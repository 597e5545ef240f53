"""Keep the search index of this node up to date until stopped."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from mingjian.disclosure.index.store import IndexDamaged
from mingjian.disclosure.indexed import node_store
from mingjian.disclosure.search_keeping import POLL_SECONDS, SearchKeeper

log = logging.getLogger(__name__)
_PAUSE_SECONDS = 5.0


class Command(BaseCommand):
    help = "维护公示检索索引"

    def handle(self, *args: Any, **options: Any) -> None:
        store = node_store()
        while True:
            with store.keeping() as alone:
                if alone:
                    _keep(SearchKeeper(store))
            time.sleep(_PAUSE_SECONDS)


def _keep(keeper: SearchKeeper) -> None:
    """Follow until the database or the disk fails; the table is searched until it works again."""
    try:
        while True:
            keeper.follow()
            time.sleep(POLL_SECONDS)
    except (DatabaseError, OSError, IndexDamaged) as error:
        log.error("search index: %s", error)
        connection.close()
    finally:
        keeper.finish()
