"""Periods for publishing (公示期限) under the agency's law book, with the way to the reasons."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from mingjian.access.scopes import Scope
from mingjian.desk.parameters.shelf import chosen_pack, kept_packs
from mingjian.web.parts import Link

_ACTS = ("publish_penalty", "publish_other")


def limits_of(*, scope: Scope, on: date) -> list[Link]:
    """为什么是 7 个工作日？: one link for each period in force, its title as note; two queries."""
    pack = chosen_pack(kept_packs(scope=scope), "")
    if pack is None:
        return []
    entries = [pack.lawbook.limit_entry(act, on=on) for act in _ACTS]
    return [
        Link(
            f"为什么是{entry.text}？",
            reverse("desk:parameter", args=[entry.act]),
            note=entry.limit.title.removesuffix("的期限"),
        )
        for entry in entries
    ]
