"""Personal identifiers planted wherever a file can carry them, and a crawl of the public bytes.

Every identifier is synthetic and stands for itself, so that each can be found again in any byte.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import unquote, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client

from mingjian.ledger.files import public_folder
from tests.disclosure.make import a_row
from tests.registry.make import id_number

CARRIERS = (
    *("违法事实", "案由", "处罚内容", "没收内容", "处罚依据", "相对人名称", "法定代表人", "文书号"),
    *("统一社会信用代码", "处罚种类", "公示截止期", "处罚决定日期"),
)
_HIDDEN = re.compile(r"[\s·•.\-－—\u3000]")
_FOUND = re.compile(r"[0-9]{11,19}[Xx]?|黑[A-Z][0-9]{5}|示范巷[0-9]+号[0-9]+室")
_PERSON = {
    "相对人类别": "自然人",
    "相对人名称": "钱多多",
    "统一社会信用代码": "",
    "法定代表人": "",
}
_HREF = re.compile(r"""(?:href|src)=["']([^"'#]+)|<loc>([^<]+)</loc>|<link>([^<]+)</link>""")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass
class Planted:
    """What must be found nowhere."""

    dice: random.Random
    values: set[str] = field(default_factory=set)

    def text(self, turn: int) -> str:
        """A passage with one identifier of the next kind, in one of several ways of writing."""
        value = (self._id, self._phone, self._card, self._plate)[turn % 4](turn)
        self.values.add(value)
        way = turn // 4 % 4
        if not value.isdigit() or way == 0:
            return value
        if way == 1:
            return value.translate(_WIDE)
        cuts = {11: (3, 7), 18: (6, 14)}.get(len(value), (4, 8, 12, 16))
        parts = [value[a:b] for a, b in zip((0, *cuts), (*cuts, len(value)), strict=True)]
        return (" " if way == 2 else "-").join(parts)

    def _id(self, turn: int) -> str:
        return id_number(date(1960, 1, 1) + timedelta(days=turn // 5), turn)

    def _phone(self, turn: int) -> str:
        return f"139{turn:08}"

    def _card(self, turn: int) -> str:
        body = f"622202{turn:012}"
        doubled = [sum(divmod(2 * int(sign), 10)) for sign in body[::-2]]
        total = sum(doubled) + sum(int(sign) for sign in body[-2::-2])
        return f"{body}{-total % 10}"

    def _plate(self, turn: int) -> str:
        return f"黑A{turn:05}"

    def home(self, turn: int) -> str:
        """Where a natural person lives."""
        value = f"示范巷{turn}号{self.dice.randint(100, 999)}室"
        self.values.add(value)
        return value


def plant(count: int) -> tuple[list[dict[str, str]], Planted]:
    """Rows that carry ``count`` identifiers, in every carrier in turn."""
    planted, rows, turn = Planted(random.Random(7)), [], 0
    while len(planted.values) < count:
        turn += 1
        carrier, row = CARRIERS[turn % len(CARRIERS)], a_row(turn)
        if turn % 3 == 0:
            row |= _PERSON
        if turn % 6 == 0:
            row["违法事实"] = f"当事人现住{planted.home(turn)}，未按规定停车。"
        row[carrier] = row.get(carrier, "") + f"（{planted.text(turn)}）"
        rows.append(row)
    return rows, planted


def crawl(client: Client, seeds: Iterable[str], *, most: int) -> dict[str, bytes]:
    """Every address that pages, feeds and site maps lead to, with its bytes and headers."""
    waiting, seen = list(seeds), {}
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        answer = client.get(path, secure=True)
        seen[path] = b"\n".join([*_heads(answer), _body(answer)])
        for found in _HREF.findall(seen[path].decode("utf-8", "replace")):
            parts = urlsplit(urljoin(f"https://portal.example{path}", html.unescape(max(found))))
            inside = parts.netloc == "portal.example" and not parts.path.startswith("/static/")
            if inside and not parts.path.startswith(("/law/", "/on-site/")):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return seen


def log_files() -> Iterator[tuple[str, bytes]]:
    """Checkpoint, keys and tiles."""
    for path in public_folder().rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()


def leaks_in(data: bytes, planted: Planted) -> set[str]:
    """Planted values in these bytes, however they are written or escaped."""
    text = html.unescape(unquote(data.decode("utf-8", "replace")))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    half = text.translate({wide: sign for sign, wide in _WIDE.items()})
    found = set(_FOUND.findall(half)) | set(_FOUND.findall(_HIDDEN.sub("", half)))
    return found & planted.values


def _heads(answer: HttpResponseBase) -> Iterator[bytes]:
    for name, value in answer.items():
        yield f"{name}: {value}".encode()


def _body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # either kind
