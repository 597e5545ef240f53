"""What tells one thing from another (财物的编号): written in one way, so that two lists agree.

行政强制法 art. 23 second paragraph: what another organ has sealed is not sealed again. A frame
number, plate, serial or register number, an account or an address names one thing; a name does not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.law.dates import long_date

LEAST, MOST = 4, 80
LEAST_OF_ACCOUNT = 8


def identity_of(text: str) -> str:
    """编号 in one way of writing: full width, lower case, spaces and signs make no difference."""
    wide = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in wide if sign.isalnum())


def name_of(text: str) -> str:
    """名称 without spaces."""
    return "".join(text.split())


def account_of(text: str) -> str:
    """账号: digits and letters; empty where it is too short to name one account."""
    signs = "".join(one for one in identity_of(text) if one.isascii())
    return signs if len(signs) >= LEAST_OF_ACCOUNT else ""


@dataclass(frozen=True)
class HeldGoods:
    """仍被查封、扣押的财物 in another case, of whatever agency."""

    agency: str
    number: str
    taken_on: date
    kind: str
    name: str
    identity: str

    @property
    def sentence(self) -> str:
        """Who holds what, since when."""
        which = f"（编号{self.identity}）" if self.identity else ""
        return (
            f"“{self.name}”{which}已由{self.agency}于{long_date(self.taken_on)}{self.kind}"
            f"（{self.number}），尚未解除"
        )


@dataclass(frozen=True)
class Wanted:
    """What is to be seized: its name, and its number if it has one."""

    name: str
    identity: str = ""


def same_things(wanted: Iterable[Wanted], held: Iterable[HeldGoods]) -> tuple[HeldGoods, ...]:
    """Held goods that are certainly the same thing: one number."""
    numbers = {one.identity for one in wanted if one.identity}
    return tuple(one for one in held if one.identity in numbers)


def like_things(wanted: Iterable[Wanted], held: Iterable[HeldGoods]) -> tuple[HeldGoods, ...]:
    """Held goods of the same name that no two numbers tell apart."""
    listed = tuple(wanted)
    return tuple(
        one
        for one in held
        if any(
            name_of(other.name) == name_of(one.name) and not (other.identity and one.identity)
            for other in listed
        )
    )
