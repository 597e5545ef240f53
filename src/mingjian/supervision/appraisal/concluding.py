"""Concluding (确认、申诉、答复、确定): who appraised does not decide about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mingjian.cases.days import day_of
from mingjian.law.appraisal import Mark, Verdict, restore_mark
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor, Role
from mingjian.supervision.appraisal.recording import record, refuse, require_supervisor
from mingjian.supervision.appraisal.sheets import scored, standard_of
from mingjian.supervision.models import Appeal, AppealAnswer, FinalResult, Finding, Sampled


def confirm_finding(
    *, sampled_id: UUID, choices: Mapping[str, UUID], by: Actor, at: datetime
) -> Finding:
    """确认评查意见并告知机关. ``choices``: whose mark holds where two reviewers differ."""
    require_supervisor(by)
    sampled = _sampled(sampled_id)
    campaign, on = sampled.campaign, day_of(at)
    sheets = {one.assignment_id: one for one in sampled.sheets.all()}
    if len(sheets) < campaign.reviewers_each:
        refuse("SHEETS", "评查人员还没有全部提交评分", "请等评分提交后确认。")
    _refuse_reviewer(sampled, by)
    if hasattr(sampled, "finding"):
        refuse("CONFIRMED", "评查意见已经确认并告知机关", "请等待申诉期满或者答复申诉。")
    marks = _merged({key: one.marks for key, one in sheets.items()}, choices)
    with transaction.atomic():
        finding = Finding.objects.create(
            sampled=sampled,
            campaign=campaign,
            confirmed_on=on,
            confirmed_by_person_id=by.person_id,
            confirmed_by_name=by.name,
            appeal_due_on=on + timedelta(days=campaign.appeal_days),
            **scored(items=standard_of(campaign), marks=marks),
        )
        payload = {"case": str(sampled.case_id), "grade": finding.grade, "marks": finding.marks}
        record(campaign=campaign, kind="confirm", by=by, at=at, payload=payload)
    return finding


def differing_items(sheets: Mapping[UUID, Sequence[Mapping[str, str]]]) -> list[str]:
    """The items on which two reviewers differ in verdict or points."""
    seen: dict[str, set[tuple[str, str]]] = {}
    for marks in sheets.values():
        for one in marks:
            seen.setdefault(one["number"], set()).add((one["verdict"], one["lost"]))
    return sorted(number for number, values in seen.items() if len(values) > 1)


def file_appeal(
    *, sampled_id: UUID, numbers: Sequence[str], reasons: str, by: Actor, at: datetime
) -> Appeal:
    """申诉 by the head of the agency appraised, within the time it was told."""
    sampled, on = _sampled(sampled_id), day_of(at)
    if by.role is not Role.AGENCY_HEAD or by.agency_id != sampled.case.agency_id:
        refuse("AGENCY", f"{by.name}不是被评查机关的负责人", "请由被评查机关的负责人提出申诉。")
    finding = getattr(sampled, "finding", None)
    if finding is None:
        refuse("ORDER", "评查意见尚未确认", "请等评查意见告知后提出。")
    if on > finding.appeal_due_on:
        last = long_date(finding.appeal_due_on)
        refuse("LATE", f"申诉期限已于{last}届满", "可以向组织评查的机关书面反映，不影响评查结果。")
    faulty = {one["number"] for one in finding.marks if one["verdict"] == Verdict.FAULT.value}
    if not numbers or set(numbers) - faulty:
        refuse("ITEMS", "没有选择申诉的项目，或者所选项目没有扣分", "请选择有异议的扣分项目。")
    if hasattr(sampled, "appeal"):
        refuse("APPEALED", "本案卷已经提出申诉", "请等待答复。")
    with transaction.atomic():
        appeal = Appeal.objects.create(
            sampled=sampled,
            campaign=sampled.campaign,
            agency_id=sampled.case.agency_id,
            numbers=sorted(numbers),
            reasons=reasons,
            filed_on=on,
            filed_by_person_id=by.person_id,
            filed_by_name=by.name,
        )
        payload = {"case": str(sampled.case_id), "numbers": appeal.numbers, "reasons": reasons}
        record(campaign=sampled.campaign, kind="appeal", by=by, at=at, payload=payload)
    return appeal


def answer_appeal(
    *, sampled_id: UUID, accepted: Sequence[str], reasons: str, by: Actor, at: datetime
) -> AppealAnswer:
    """答复申诉: what is accepted is no fault any more; nothing else changes."""
    require_supervisor(by)
    sampled = _sampled(sampled_id)
    appeal = getattr(sampled, "appeal", None)
    if appeal is None or hasattr(sampled, "appealanswer"):
        refuse("ORDER", "没有待答复的申诉", "请返回页面查看最新情况。")
    _refuse_reviewer(sampled, by)
    if set(accepted) - set(appeal.numbers):
        refuse("ITEMS", "采纳的项目不在申诉范围内", "请只就申诉的项目答复。")
    marks = [_after(restore_mark(one), accepted) for one in sampled.finding.marks]
    with transaction.atomic():
        answer = AppealAnswer.objects.create(
            sampled=sampled,
            campaign=sampled.campaign,
            accepted=sorted(accepted),
            reasons=reasons,
            answered_on=day_of(at),
            answered_by_person_id=by.person_id,
            answered_by_name=by.name,
            **scored(items=standard_of(sampled.campaign), marks=marks),
        )
        payload = {"case": str(sampled.case_id), "accepted": answer.accepted, "reasons": reasons}
        record(campaign=sampled.campaign, kind="answer_appeal", by=by, at=at, payload=payload)
    return answer


def finalise(*, sampled_id: UUID, by: Actor, at: datetime) -> FinalResult:
    """确定评查结果: after the time to appeal, or after the answer; never altered again."""
    require_supervisor(by)
    sampled, on = _sampled(sampled_id), day_of(at)
    finding, answer = getattr(sampled, "finding", None), getattr(sampled, "appealanswer", None)
    if finding is None:
        refuse("ORDER", "评查意见尚未确认", "请先确认评查意见。")
    if hasattr(sampled, "finalresult"):
        refuse("FINAL", "评查结果已经确定，不能更改", "请查看评查结果。")
    if hasattr(sampled, "appeal") and answer is None:
        refuse("APPEAL", "机关的申诉尚未答复", "请先答复申诉。")
    if answer is None and on <= finding.appeal_due_on:
        last = long_date(finding.appeal_due_on)
        refuse("EARLY", f"申诉期限至{last}届满", "请在期满以后确定。")
    held = answer or finding
    names = ("marks", "legality", "regularity", "adjustment", "vetoes", "grade")
    with transaction.atomic():
        result = FinalResult.objects.create(
            sampled=sampled,
            campaign=sampled.campaign,
            finalised_on=on,
            finalised_by_person_id=by.person_id,
            **{name: getattr(held, name) for name in names},
        )
        payload = {"case": str(sampled.case_id), "grade": result.grade}
        record(campaign=sampled.campaign, kind="finalise", by=by, at=at, payload=payload)
    return result


def _sampled(sampled_id: UUID) -> Sampled:
    return Sampled.objects.select_related("campaign", "case").get(id=sampled_id)


def _refuse_reviewer(sampled: Sampled, by: Actor) -> None:
    if sampled.assignments.filter(reviewer_person_id=by.person_id).exists():
        refuse("OWN", f"{by.name}是本案卷的评查人员", "请由其他执法监督人员办理。")


def _merged(
    sheets: Mapping[UUID, Sequence[Mapping[str, str]]], choices: Mapping[str, UUID]
) -> list[Mark]:
    open_ = [one for one in differing_items(sheets) if choices.get(one) not in sheets]
    if open_:
        refuse(
            "DIFFER", f"两名评查人员对第{'、'.join(open_)}项评分不一致", "请逐项选定采用的评分。"
        )
    first = next(iter(sheets))
    by_number = {key: {one["number"]: one for one in marks} for key, marks in sheets.items()}
    return [
        restore_mark(by_number[choices.get(number, first)][number]) for number in by_number[first]
    ]


def _after(mark: Mark, accepted: Sequence[str]) -> Mark:
    return Mark(mark.number, Verdict.GOOD) if mark.number in accepted else mark
