"""The marks of the demo's site (网站标识): enough to fill the pages, and plainly of a demo."""

from __future__ import annotations

SITE = {
    "MINGJIAN_OWNER": "明鉴演示（数据均为虚构）",
    "MINGJIAN_CONTACT": "演示系统，无联系电话",
    "MINGJIAN_DATA_LICENCE": "演示数据，可以任意使用",
}
