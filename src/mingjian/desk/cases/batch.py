"""Batch actions on the list of cases (批量办理): only the ticked lines, only as they were shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, dumps, loads
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.desk.cases.catalogue import CaseRow, rows_of
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.dates import long_date

_SALT, _HOURS = "desk.cases.batch", 12
HEADINGS = ("案号", "当事人", "案由", "状态", "承办人", "立案日期", "法定期限")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Selection:
    """勾选的案件, still as they were when the page was shown."""

    rows: list[CaseRow]
    shown: str


def shown_token(rows: Sequence[CaseRow], *, scope: Scope) -> str:
    """What the page shows, signed for its reader: a later action can say what has changed."""
    lines = {str(row.id): _words(row) for row in rows}
    return dumps([str(scope.person_id), lines], salt=_SALT, compress=True)


def selection_from(data: QueryDict, *, scope: Scope, on: date) -> Selection:
    """The ticked cases; MoveRefused where one was not shown, is gone, or has changed since."""
    shown, picked = (
        _shown(data.get("shown", ""), scope),
        list(dict.fromkeys(data.getlist("picked"))),
    )
    if not picked:
        raise MoveRefused([Breach("BATCH", "没有勾选案件", None, "请先勾选，再批量办理。")])
    unseen = [one for one in picked if one not in shown]
    if unseen:
        raise MoveRefused(
            [
                Breach(
                    "BATCH",
                    f"有{len(unseen)}件不在打开的那一页上，没有办理",
                    None,
                    "只能办理本页列出并勾选的案件；请回到列表重新勾选。",
                )
            ]
        )
    rows = {str(row.id): row for row in rows_of([UUID(one) for one in picked], scope=scope, on=on)}
    changes = [
        change for one in picked if (change := _change(shown[one], rows.get(one))) is not None
    ]
    if changes:
        raise MoveRefused(changes)
    return Selection([rows[one] for one in picked], data.get("shown", ""))


def as_csv(rows: Sequence[CaseRow]) -> bytes:
    """For a spreadsheet: with a mark of the encoding, no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerow([f"'{one}" if one.startswith(_FORMULA) else one for one in cells_of(row)])
    return text.getvalue().encode("utf-8-sig")


def cells_of(row: CaseRow) -> list[str]:
    """One line in words."""
    opened = long_date(row.opened_on) if row.opened_on else ""
    due = f"{row.next_due_title}{long_date(row.next_due_on)}" if row.next_due_on else ""
    return [row.number, row.party, row.cause, row.state, row.officers, opened, due]


def _words(row: CaseRow) -> list[str]:
    return [row.number, row.state, row.officers]


def _shown(token: str, scope: Scope) -> Mapping[str, list[str]]:
    try:
        person, lines = loads(token, salt=_SALT, max_age=_HOURS * 3600)
    except (BadSignature, ValueError):
        person, lines = "", {}
    if person != str(scope.person_id):
        breach = Breach("BATCH", "列表已经失效，没有办理", None, "请重新打开列表，勾选后办理。")
        raise MoveRefused([breach])
    found: dict[str, list[str]] = lines
    return found


def _change(then: list[str], row: CaseRow | None) -> Breach | None:
    """What is not as it was shown."""
    number = then[0]
    if row is None:
        told = f"{number}已经不在您可以查看的范围内"
    elif (now := _words(row)) == then:
        return None
    else:
        parts = [
            f"{label}由“{before or '无'}”变为“{after or '无'}”"
            for label, before, after in zip(("案号", "状态", "承办人"), then, now, strict=True)
            if before != after
        ]
        told = f"{number}在页面打开以后有变化：{'，'.join(parts)}"
    return Breach("BATCH", f"{told}，全部没有办理", None, "请刷新列表，核对后重新勾选。")


def context_of(rows: Sequence[CaseRow]) -> dict[str, Any]:
    """For the printed list."""
    return {"headings": HEADINGS, "lines": [cells_of(row) for row in rows]}
