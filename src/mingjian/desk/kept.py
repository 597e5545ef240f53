"""What the desk remembers between requests (已经算出的数): true until anything is committed.

The snapshot of the database names every transaction that can be seen; while it reads the same,
every query would give the same rows. So what was counted under it is exact, and no act needs to say
what it makes out of date.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")
_MOST = 2000
_known: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
_lock = Lock()
# The start of the server stands beside it: a restored database begins anew.
_SNAPSHOT = "SELECT pg_current_snapshot()::text || pg_postmaster_start_time()::text"


def kept(key: Hashable, compute: Callable[[], T]) -> T:
    """``compute()``, or what it gave under the very same snapshot for this key."""
    if connection.in_atomic_block:  # sees its own uncommitted rows, which no snapshot names
        return compute()
    snapshot = _snapshot()
    place = (connection.settings_dict["NAME"], key)
    with _lock:
        known = _known.get(place)
        if known is not None and known[0] == snapshot:
            _known.move_to_end(place)
            return known[1]  # type: ignore[no-any-return]  # what compute gave for this key
    found = compute()
    with _lock:
        _known[place] = (snapshot, found)
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return found


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        return str(cursor.fetchone()[0])
