"""Personal identifiers planted wherever a file can carry them, and a crawl of the public bytes.

Every identifier is synthetic and stands for itself, so that each can be found again in any byte.
"""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import polars
from django.http import HttpResponseBase
from django.test import Client

from tests.disclosure.make import a_row
from tests.registry.make import id_number

COLUMNS = (
    *("违法事实", "案由", "处罚内容", "没收内容", "处罚依据", "相对人名称", "法定代表人", "文书号"),
    *("统一社会信用代码", "处罚种类", "公示截止期", "处罚决定日期"),
)
_HIDDEN = re.compile(r"[\s·•.\-－—\u3000]")
_FOUND = re.compile(
    r"[0-9]{11,19}[Xx]?|黑[A-Z][0-9]{5}|示范巷[0-9]+号[0-9]+室|鄢[\u4e00-\u9fff]{2}"
)
_FAMILY, _GIVEN = "鄢", [chr(0x6C11 + place) for place in range(120)]
_PERSON = {
    "相对人类别": "自然人",
    "相对人名称": "钱多多",
    "统一社会信用代码": "",
    "法定代表人": "",
}
_HREF = re.compile(r"""(?:href|src)=["']([^"'#]+)|<loc>([^<]+)</loc>|<link>([^<]+)</link>""")
# Nothing that anybody types at the desk is in these: pictures, styles, the text of the law.
_LEFT_OUT = ("/static/", "/law/", "/on-site/")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass
class Planted:
    """What must be found nowhere."""

    dice: random.Random
    values: set[str] = field(default_factory=set)
    turns: int = 1_000_000
    names: int = 0

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
        return id_number(date(1960, 1, 1) + timedelta(days=turn // 5 % 14_000), turn)

    def _phone(self, turn: int) -> str:
        return f"139{turn:08}"

    def _card(self, turn: int) -> str:
        body = f"622202{turn:012}"
        doubled = [sum(divmod(2 * int(sign), 10)) for sign in body[::-2]]
        total = sum(doubled) + sum(int(sign) for sign in body[-2::-2])
        return f"{body}{-total % 10}"

    def _plate(self, turn: int) -> str:
        return f"黑{chr(65 + turn // 100_000 % 8)}{turn % 100_000:05}"

    def texts(self, count: int) -> list[str]:
        """So many passages, each with another identifier."""
        first, self.turns = self.turns, self.turns + count
        return [self.text(turn) for turn in range(first, first + count)]

    def name(self) -> str:
        """A person whom the case knows and the public never does; no other word is like it."""
        first, second = divmod(self.names, len(_GIVEN))
        self.names += 1
        value = f"{_FAMILY}{_GIVEN[first]}{_GIVEN[second]}"
        self.values.add(value)
        return value

    def home(self, turn: int) -> str:
        """Where a natural person lives."""
        value = f"示范巷{turn}号{self.dice.randint(100, 999)}室"
        self.values.add(value)
        return value


def plant_rows(planted: Planted, count: int) -> list[dict[str, str]]:
    """Rows of an import that carry ``count`` identifiers, in every column in turn."""
    rows: list[dict[str, str]] = []
    wanted, turn = len(planted.values) + count, 0
    while len(planted.values) < wanted:
        turn += 1
        carrier, row = COLUMNS[turn % len(COLUMNS)], a_row(turn)
        if turn % 3 == 0:
            row |= _PERSON
        if turn % 6 == 0:
            row["违法事实"] = f"当事人现住{planted.home(turn)}，未按规定停车。"
        row[carrier] = row.get(carrier, "") + f"（{planted.text(turn)}）"
        rows.append(row)
    return rows


def crawl(client: Client, seeds: Iterable[str], *, most: int) -> dict[str, bytes]:
    """Every address that pages, feeds and site maps lead to, with its bytes and headers."""
    waiting, seen = deque(seeds), {}
    known = set(waiting)
    while waiting and len(seen) < most:
        path = waiting.popleft()
        answer = client.get(path, secure=True)
        seen[path] = b"\n".join([*_heads(answer), unpacked(_body(answer))])
        for found in _HREF.findall(seen[path].decode("utf-8", "replace")):
            parts = urlsplit(urljoin(f"https://portal.example{path}", html.unescape(max(found))))
            inside = parts.netloc == "portal.example" and not parts.path.startswith(_LEFT_OUT)
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            if inside and address not in known:
                known.add(address)
                # A page of its own before the same rows in another order.
                (waiting.append if parts.query else waiting.appendleft)(address)
    return seen


def unpacked(data: bytes) -> bytes:
    """What a reader of the file sees: sheets and tables unpacked, pictures with their words."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    if data.startswith(b"PAR1"):
        return polars.read_parquet(io.BytesIO(data)).write_csv().encode()
    return data


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below, as its reader sees it."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path), unpacked(path.read_bytes())


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
