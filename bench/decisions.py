"""Synthetic decisions (合成决定): as long, as repetitive and as unevenly spread as real ones.

Nothing is real. The same seed gives the same decisions; texts are already in the normal form.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from pathlib import Path

from mingjian.disclosure.index.documents import Document

LAST_DAY = date(2026, 10, 31).toordinal()
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志海文斌宇浩然子轩雨涵睿"
_PLACES = (
    "东西南北中安平和兴永长清泰新宁康福德广昌吉海江河湖山林石金银玉龙凤云天阳春秋明光华丰顺义仁礼"
)
_CLAUSES = 8000
_FILE = Path(__file__).with_suffix(".txt")
_WORDS = {
    name: words for name, *words in map(str.split, _FILE.read_text(encoding="utf-8").splitlines())
}
_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY".lower()


class Decisions:
    """Makes decisions by number, newest first."""

    def __init__(self, *, count: int, seed: int = 20261122) -> None:
        self.count = count
        self._seed = seed
        dice = random.Random(seed)  # noqa: S311
        self._signs = [chr(each) for each in range(0x4E00, 0x4E00 + 6000)]
        dice.shuffle(self._signs)
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(len(self._signs))))
        self._words = [self._word(dice, 2) for _ in range(12_000)]
        self._clauses = [
            "".join(dice.choices(self._words, k=dice.randint(4, 8))) for _ in range(_CLAUSES)
        ]
        self._clause_weights = list(accumulate(1 / (rank + 30) for rank in range(_CLAUSES)))
        self._offices = [self._office(dice, number) for number in range(3000)]
        self._office_weights = list(accumulate(1 / (rank + 50) for rank in range(3000)))
        self._causes = [
            "".join(dice.choice(_WORDS[name]) for name in ("verbs", "faults", "goods"))
            for _ in range(400)
        ]
        self._cause_weights = list(accumulate(1 / (rank + 8) for rank in range(400)))

    def __iter__(self) -> Iterator[Document]:
        """All of them, in the order of lists."""
        dice = random.Random(self._seed + 1)  # noqa: S311
        a_day = max(1, self.count // 2500)  # seven years
        for begin in range(0, self.count, a_day):
            day = LAST_DAY - begin // a_day
            count = min(a_day, self.count - begin)
            ids = sorted(_public_id(dice) for _ in range(count))
            for public_id in ids:
                yield self._decision(dice, public_id, day)

    def _word(self, dice: random.Random, length: int) -> str:
        return "".join(dice.choices(self._signs, cum_weights=self._weights, k=length))

    def _office(self, dice: random.Random, number: int) -> tuple[str, str, str, str]:
        code = f"{dice.randint(11, 65)}{dice.randint(1, 20):02}{dice.randint(1, 25):02}"
        county = f"{dice.choice(_PLACES)}{dice.choice(_PLACES)}"
        province, city = ("".join(dice.choices(_PLACES, k=2)) for _ in range(2))
        full = f"{province}省{city}市{county}县"
        return f"{code}-{number + 1}", code, f"{county}县{dice.choice(_WORDS['lines'])}局", full

    def _decision(self, dice: random.Random, public_id: str, day: int) -> Document:
        slug, code, agency, division = dice.choices(
            self._offices, cum_weights=self._office_weights
        )[0]
        cause = dice.choices(self._causes, cum_weights=self._cause_weights)[0]
        kinds = (
            ("罚款",)
            if dice.random() < 0.6
            else tuple(dice.sample(_WORDS["kinds"], dice.randint(1, 3)))
        )
        party, credit, person = self._party(dice, division)
        serial, when = dice.randint(1, 3000), date.fromordinal(day)
        fine = f"{dice.choice((1, 2, 3, 5, 8, 10, 20, 50)) * 1000}.00"
        street, road, ware = dice.choices(self._words[:2000], k=3)
        told = dice.choices(self._clauses, cum_weights=self._clause_weights, k=2)
        found = f"{when.year}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
        facts = (
            f"{dice.choice(_WORDS['advice'])},{found}发现当事人在{division[-3:]}{street}街道{road}路"
            f"{dice.randint(1, 400)}号{cause},涉案{ware}{dice.randint(1, 300)}件,"
            f"货值金额{dice.randint(1, 90000)}元。{told[0]},{told[1]}。"
            f"{dice.choice(_WORDS['reasons'])}。以上事实有现场检查笔录、询问笔录、证据照片为证。"
        )
        article = f"第{dice.randint(20, 150)}条第{dice.randint(1, 4)}款"
        law = f"《中华人民共和国{dice.choice(_WORDS['laws'])}》{article}"
        number = f"{agency[:1]}{agency[3:5]}罚({when.year}){serial}号"
        lines = (party, credit, person, number, cause, agency, division)
        rest = (f"罚款人民币{fine}元。", facts, *kinds, law)
        return Document(
            public_id,
            day,
            kinds,
            slug,
            f"{code} {division}",
            "\n".join(filter(None, (*lines, *rest))),
        )

    def _party(self, dice: random.Random, division: str) -> tuple[str, str, str]:
        name = dice.choice(_SURNAMES) + "".join(dice.choices(_GIVEN, k=dice.randint(1, 2)))
        if dice.random() < 0.3:
            return name, "", ""
        brand = "".join(dice.choices(self._signs[:300], k=dice.randint(2, 3)))
        trade, suffix = dice.choice(_WORDS["trades"]), dice.choice(_WORDS["suffixes"])
        firm = f"{division[-3:]}{brand}{trade}{suffix}"
        return firm, f"9{''.join(dice.choices(_DIGITS, k=17))}", name


def _public_id(dice: random.Random) -> str:
    return base64.urlsafe_b64encode(dice.randbytes(16))[:22].decode()
