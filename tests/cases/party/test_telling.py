"""The party's page says how each paper was served, and what proves it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingjian.cases.party.telling import how_served, papers_of
from mingjian.dossier.models import Service
from mingjian.law.procedure import Move
from mingjian.ops.demo.reached import MAILBOX
from tests.cases.story import make_cast, story_at


@pytest.mark.parametrize(
    ("served", "words"),
    [
        (
            {"method": "direct", "receiver": "钱样本", "relation": "法定代表人"},
            "直接送达：钱样本（法定代表人）签收",
        ),
        ({"method": "postal", "tracking": "EMS1", "receiver": "门卫"}, "邮寄送达：EMS1，门卫签收"),
        ({"method": "electronic", "address": MAILBOX}, f"电子送达：发送至{MAILBOX}，以到达"),
        (
            {"method": "left_in_place", "place": "示例路1号", "witness": "孙示例"},
            "留置送达：留置于示例路1号，见证：孙示例",
        ),
        (
            {"method": "by_announcement", "done_on": date(2026, 3, 2)},
            "公告送达：2026年3月2日公告，期满视为送达",
        ),
    ],
)
def test_the_way_is_told_in_one_clause(served: dict[str, Any], words: str) -> None:
    assert how_served(Service(**served)).startswith(words)


@pytest.mark.django_db
def test_every_paper_served_names_its_receipt() -> None:
    story = story_at(Move.SERVE_NOTICE, cast=make_cast(), reached=True)

    (paper,) = papers_of(story.case)

    assert paper.how == f"电子送达：发送至{MAILBOX}，以到达的日期为送达日期"
    assert paper.receipt.startswith("电子邮件系统显示当日到达")
