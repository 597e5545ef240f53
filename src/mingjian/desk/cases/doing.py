"""Doing a move (办理): only on the record that the person has seen, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from mingjian.cases.joint_files import co_parties
from mingjian.cases.models import Case
from mingjian.desk.cases.forms.base import ActForm
from mingjian.desk.cases.moves import Doing
from mingjian.desk.cases.timeline import title_of
from mingjian.journal.models import Entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor
from mingjian.law.same_act import ONCE


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
            parties = Case.objects.locked_with_parties(case_id)
            _refuse_changed([one.id for one in parties], seen=form.cleaned_data["seen"])
            return doing.act(case_id=case_id, by=by, at=at, **form.details())
    except IntegrityError as error:
        raise MoveRefused([breach_of(error)]) from error


def acting_on_seen(*, case_id: UUID, seen: str, act: Callable[[], Case]) -> Case:
    """The same for forms of other tables: what came in between is told as a refusal.

    A sender that does not say what it has seen is judged by the law alone.
    """
    with transaction.atomic():
        parties = Case.objects.locked_with_parties(case_id)
        try:
            if seen:
                told = int(seen) if seen.isdecimal() else 0
                _refuse_changed([one.id for one in parties], seen=told)
        except Changed as changed:
            raise MoveRefused([_news(changed)]) from changed
        return act()


def _news(changed: Changed) -> Breach:
    told = "；".join(
        f"{one.actor_name}办理了“{title_of(one.kind)}”" for one in changed.entries[-3:]
    )
    return Breach(
        "CHANGED",
        f"本案在您填写期间有新的记录，尚未办理，没有覆盖任何内容：{told}",
        None,
        "您填写的内容仍在下方；请核对新的记录，仍需办理的，再次提交即可。",
    )


def last_entry_number(*case_ids: UUID) -> int:
    """How many records the case has; of joint parties, those of all their files together."""
    return Entry.objects.filter(stream_id__in=case_ids).count()


def seen_of(case: Case) -> int:
    """The number that a form shows and sends back: what its reader has seen."""
    return last_entry_number(case.id, *(one.id for one in co_parties(case)))


def _refuse_changed(case_ids: Sequence[UUID], *, seen: int) -> None:
    if last_entry_number(*case_ids) == seen:
        return
    entries = Entry.objects.filter(stream_id__in=case_ids).order_by("position", "seq")
    if later := list(entries[max(seen, 0) :]):
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
    "decision_for_each_party": (
        "共同当事人应当同日一并决定，尚有当事人没有决定",
        Citation("行政处罚法", "44"),
        "请办结每一当事人的告知、听取意见后一并决定；确需分开的，先办理分案。",
    ),
    "decision_not_fined_twice": (
        "当事人的同一个违法行为可能刚刚由别的案件罚款，不能再次罚款",
        ONCE,
        "请刷新案件页，核对是不是同一个违法行为；不是的，请写明区别后再办理。",
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
