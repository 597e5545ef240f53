"""Questions of every class (检索类别), cut out of the decisions themselves or made up."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingjian.disclosure.index.documents import Document, Question

DEEP = 10_000
COMMON = ("公司", "罚款", "当事人", "人民币", "中华人民共和国", "检查笔录", "有限公司", "证据")


@dataclass
class Asked:
    """Questions by class; ``offset`` of the page and whether values are counted."""

    questions: dict[str, list[Question]] = field(default_factory=dict)

    @property
    def mixed(self) -> list[Question]:
        """Rare and full names, common words, phrases, in turns."""
        classes = ("rare name", "full name", "common word", "phrase", "USCC")
        return [
            each
            for group in zip(*(self.questions[c] for c in classes), strict=False)
            for each in group
        ]


def make_questions(*, sample: Sequence[Document], count: int, seed: int = 1) -> Asked:
    """``count`` different questions of each class where there are so many."""
    dice = random.Random(seed)  # noqa: S311
    asked = Asked()
    one = dice.choice
    firms = [each for each in sample if "\n9" in each.text[:40]]

    def lines(document: Document) -> list[str]:
        return document.text.split("\n")

    def phrase() -> str:
        line = one([each for each in lines(one(sample)) if len(each) >= 4])
        length = min(len(line), dice.randint(4, 16))
        begin = dice.randint(0, len(line) - length)
        return line[begin : begin + length]

    def word() -> str:
        line = max(lines(one(sample)), key=len)
        begin = dice.randrange(len(line) - 2)
        return line[begin : begin + 2]

    makers = {
        "rare name": lambda: Question((lines(one(firms))[0][3:5],)),
        "full name": lambda: Question((lines(one(firms))[0],)),
        "common word": lambda: Question((COMMON[dice.randrange(len(COMMON))],)),
        "AND of two": lambda: Question((word(), word())),
        "USCC": lambda: Question((lines(one(firms))[1],)),
        "phrase": lambda: Question((phrase(),)),
        "word, place, days, kind": lambda: _narrow(one(sample), word(), dice),
        "facets": lambda: Question((word(),)),
        "deep page": lambda: Question((COMMON[dice.randrange(len(COMMON))],)),
    }
    for name, make in makers.items():
        asked.questions[name] = [make() for _ in range(count)]
    return asked


def _narrow(document: Document, word: str, dice: random.Random) -> Question:
    day = document.day
    return Question(
        (word,),
        kind=document.kinds[0],
        division=document.division[: dice.choice((2, 4))],
        since=day - dice.randint(30, 700),
        until=day,
    )
