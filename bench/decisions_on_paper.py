"""Invented decisions, as content for our templates and as a page for the peer."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from random import Random
from typing import Any

AT = datetime(2026, 5, 11, 2, 0, tzinfo=UTC)
AGENCY = "示例县市场监督管理局"
_CLAUSES = (
    "当事人未按照规定办理许可，擅自从事经营活动，执法人员现场检查时予以制止。",
    "上述事实有现场检查笔录、询问笔录、现场照片和当事人提供的账册等证据证明。",
    "当事人在规定期限内提出陈述、申辩，本机关进行了复核，其理由不成立，不予采纳。",
    "当事人能够主动配合调查，及时改正违法行为，没有造成危害后果，依法可以从轻处罚。",
)


def decision(seed: int) -> dict[str, Any]:
    """An invented decision; the same seed gives the same one."""
    chance = Random(seed)  # noqa: S311  # an example, not a secret
    headings = ("案件来源", "违法事实", "证据", "告知和陈述申辩", "理由和依据", "决定", "救济途径")
    return {
        "agency": AGENCY,
        "title": "行政处罚决定书",
        "number": f"示市监罚〔2026〕{seed + 1}号",
        "external": True,
        "addressee": f"示例县第{seed}号商店",
        "fields": [["当事人", f"示例县第{seed}号商店"], ["住所（住址）", "示例县示例路1号"]],
        "sections": [
            {
                "heading": f"{'一二三四五六七'[place]}、{heading}",
                "paragraphs": ["".join(chance.choices(_CLAUSES, k=4))],
            }
            for place, heading in enumerate(headings)
        ],
        "dated": "2026年5月11日",
        "sealed": True,
    }


def as_html(content: dict[str, Any]) -> str:
    """The same words as a page for WeasyPrint."""
    rows = "".join(f"<tr><th>{k}</th><td>{escape(v)}</td></tr>" for k, v in content["fields"])
    body = "".join(
        f"<h2>{one['heading']}</h2>" + "".join(f"<p>{escape(p)}</p>" for p in one["paragraphs"])
        for one in content["sections"]
    )
    return (
        f"<h1 class=mark>{AGENCY}</h1><p class=number>{content['number']}</p><hr>"
        f"<h1>{content['title']}</h1><p class=to>{content['addressee']}：</p>"
        f"<table>{rows}</table>{body}<p class=sign>{AGENCY}<br>{content['dated']}</p>"
    )
