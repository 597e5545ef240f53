"""Tags that show a record: stages, timeline, summary, status, notice, comparison, print head."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.template import Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from mingjian.web.parts import DiffRow, Entry, Stage, StageState, SummaryRow, Tone

register = Library()

STAGE_WORDS = {
    StageState.DONE: "已完成",
    StageState.NOW: "正在办理",
    StageState.OWED: "尚欠",
    StageState.AHEAD: "未到",
    StageState.SKIPPED: "不适用",
}
TONE_ICONS = {
    Tone.PLAIN: "dot",
    Tone.INFO: "info",
    Tone.GOOD: "check",
    Tone.WARN: "warning",
    Tone.LATE: "warning",
}


@register.inclusion_tag("web/parts/stage_bar.html")
def stage_bar(stages: Iterable[Stage], label: str = "办案阶段") -> dict[str, Any]:
    """立案 调查 审核 …: each with done, now, owed or not due, in words."""
    cells = [
        {"stage": stage, "word": stage.note or STAGE_WORDS[stage.state]} for stage in tuple(stages)
    ]
    return {"cells": cells, "label": label}


@register.inclusion_tag("web/parts/timeline.html")
def timeline(entries: Iterable[Entry]) -> dict[str, Any]:
    """The record in order of time, as handed in."""
    return {"entries": tuple(entries)}


@register.inclusion_tag("web/parts/summary_list.html")
def summary_list(rows: Iterable[SummaryRow]) -> dict[str, Any]:
    """Label and value, line by line; the label is eight characters wide."""
    return {"rows": tuple(rows)}


@register.inclusion_tag("web/parts/status_tag.html")
def status_tag(text: str, tone: str = "plain", icon: str = "") -> dict[str, Any]:
    """A state in a word with its icon."""
    return {"text": text, "tone": Tone(tone), "icon": icon or TONE_ICONS[Tone(tone)]}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """A banner above the page's own content."""
    context = {
        "content": content,
        "tone": Tone(tone),
        "title": title,
        "icon": TONE_ICONS[Tone(tone)],
    }
    return render_to_string("web/parts/notice.html", context)


@register.filter
def message_tone(level_tag: str) -> str:
    """The tone of one of Django's messages."""
    return {"success": "good", "warning": "warn", "error": "warn"}.get(level_tag, "info")


@register.inclusion_tag("web/parts/term_bar.html")
def term_bar(since: date, until: date, today: date) -> dict[str, Any]:
    """公示期: from when to when, and how much of it has passed."""
    whole = max((until - since).days, 1)
    passed = min(max((today - since).days, 0), whole)
    return {"since": since, "until": until, "whole": whole, "passed": passed}


@register.inclusion_tag("web/parts/diff_view.html")
def diff_view(rows: Iterable[DiffRow]) -> dict[str, Any]:
    """对内内容 and 对外公示 side by side, with what is withheld and by which rule."""
    listed = tuple(rows)
    withheld = sum(1 for row in listed if row.change == "withheld")
    changed = sum(1 for row in listed if row.change == "changed")
    return {"rows": listed, "withheld": withheld, "changed": changed}


@register.inclusion_tag("web/parts/print_header.html")
def print_header(
    title: str, source: str = "", on: date | datetime | None = None, qr: str | SafeString = ""
) -> dict[str, Any]:
    """On paper only: what this is, from where, of which day, and the code to check it."""
    return {"title": title, "source": source, "on": on, "qr": qr}
