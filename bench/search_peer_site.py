"""The peer behind the same server, without a framework: the same answer, written the same way."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from bench.search_peer import Peer
from mingjian.disclosure.index.documents import Question
from mingjian.disclosure.text import terms_of

_peer = Peer(Path(os.environ["PEER_FOLDER"]))


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """``/search.json?q=``."""
    words = dict(parse_qsl(environ["QUERY_STRING"])).get("q", "")
    total, found = _peer.search_days(Question(tuple(terms_of(words))))
    records = [
        {"public_id": public_id, "decided_on": date.fromordinal(day).isoformat()}
        for public_id, day in found
    ]
    said = {"total": total, "page": 1, "page_size": 20, "records": records}
    body = json.dumps(said, separators=(",", ":")).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start("200 OK", headers)
    return [body]
