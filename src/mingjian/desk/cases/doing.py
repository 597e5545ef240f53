"""Doing a move (办理): only on the record that the person has seen, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mingjian.cases.models import Case
from mingjian.desk.cases.forms.base import ActForm
from mingjian.desk.cases.moves import Doing
from mingjian.journal.models import Entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor


class Changed(Exception):
    """Somebody acted since the form was shown: the entries that came in between."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        super().__init__(f"{len(self.entries)} entries since the form was shown")


def do_move(*, case_id: UUID, doing: Doing, form: ActForm, by: Actor, at: datetime) -> Case:
    """Do the act unless the record has grown since the form was shown (Changed).

    The case row is locked first, so that nobody can come in between the look and the act. What the
    database itself refuses is told like any other refusal (MoveRefused).
    """
    try:
        with transaction.atomic():
            Case.objects.locked(case_id)
            _refuse_changed(case_id, seen=form.cleaned_data["seen"])
            return doing.act(case_id=case_id, by=by, at=at, **form.details())
    except IntegrityError as error:
        raise MoveRefused([breach_of(error)]) from error


def last_entry_number(case_id: UUID) -> int:
    """The number of the newest record of the case."""
    newest = Entry.objects.filter(stream_id=case_id).order_by("-seq").values_list("seq", flat=True)
    return newest.first() or 0


def _refuse_changed(case_id: UUID, *, seen: int) -> None:
    later = list(Entry.objects.filter(stream_id=case_id, seq__gt=seen).order_by("seq"))
    if later:
        raise Changed(later)


# 数据库底线约束：名称 → 给人看的话。
_SENTENCES: Mapping[str, tuple[str, Citation | None, str]] = {
    "receipt_entered_once": (
        "该票据号已经登记过缴款",
        None,
        "请核对票据号；同一笔缴款不要重复登记。",
    ),
    "review_by_neutral_person": (
        "审核人员办理过本案，不能审核本案",
        Citation("行政处罚法", "58"),
        "请由没有参与本案办理的法制审核人员审核。",
    ),
    "decision_after_hearing": (
        "听证申请尚未办结，或者听证后没有再次审核，不能作出决定",
        Citation("行政处罚法", "65"),
        "请先办结听证，再送法制审核。",
    ),
    "one_open_pause": ("本案的期限已经中止", None, "请先恢复计算期限。"),
}


def breach_of(error: IntegrityError) -> Breach:
    """What the database itself refused, in words."""
    cause = error.__cause__
    name = getattr(getattr(cause, "diag", None), "constraint_name", None) or ""
    message, cite, remedy = _SENTENCES.get(
        name,
        (
            f"数据库的底线约束不允许这样登记（{name or '未命名'}）",
            None,
            "请核对填写的内容；仍不能办理的，请把括号内的名称告知系统管理员。",
        ),
    )
    return Breach("DATABASE", message, cite, remedy)
