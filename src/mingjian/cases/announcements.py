"""Announcements (文书送达公告, CF51): made from the case when the law allows no nearer way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import require_role
from mingjian.cases.days import day_of
from mingjian.cases.lawbooks import announcement_days
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case
from mingjian.cases.records import STREAM, refuse_ended_case
from mingjian.cases.refusals import refuse_another_agency
from mingjian.cases.serving import efforts_of, unserved_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Service
from mingjian.dossier.serving import judge_delivery
from mingjian.journal.writing import write_entry
from mingjian.law.breach import MoveRefused
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor, Role
from mingjian.law.service import Delivery, ServiceMethod


def make_announcement(
    *, case_id: UUID, document_id: UUID, is_missing: bool, by: Actor, at: datetime
) -> Document:
    """制作公告 for one paper; the same rules as for the service itself are asked beforehand."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="制作送达公告")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_ended_case(case)
        paper, today = unserved_paper(case, document_id), day_of(at)
        _refuse_a_nearer_way(case, paper, is_missing=is_missing, on=today)
        days = announcement_days(case, on=today)
        made = make_paper(
            case=case,
            kind=DocumentKind.SERVICE_ANNOUNCEMENT,
            content=_content(case, paper, days, is_missing=is_missing),
            on=today,
            by=by,
            at=at,
        )
        write_entry(
            stream_id=case.id,
            stream_kind=STREAM,
            kind="case.make_announcement",
            by=by,
            at=at,
            acted_on=today,
            payload={"title": made.title, "about": str(paper.id), "days": days},
        )
    return made


def announcement_of(paper: Document) -> Document | None:
    """The newest announcement of this paper."""
    made = Document.objects.filter(
        subject_id=paper.subject_id, kind=DocumentKind.SERVICE_ANNOUNCEMENT.value
    )
    return made.filter(content__about=str(paper.id)).order_by("made_at", "id").last()


def clock_of(service: Service | None, *, on: date) -> str:
    """公告期间 in words: how many days are left until the paper counts as served."""
    if service is None or service.method != ServiceMethod.BY_ANNOUNCEMENT.value:
        return ""
    ends, begun = service.effective_on, long_date(service.done_on)
    left = (ends - on) // timedelta(days=1)
    said = f"{begun}发出公告，{long_date(ends)}期满"
    return f"{said}，还有{left}日" if left > 0 else f"{said}，已经视为送达"


def _refuse_a_nearer_way(case: Case, paper: Document, *, is_missing: bool, on: date) -> None:
    """公告是最后的送达方式: what would forbid the service forbids its announcement."""
    intended = Delivery(
        method=ServiceMethod.BY_ANNOUNCEMENT,
        done_on=on,
        proof="公告",
        efforts=efforts_of(case),
        is_missing=is_missing,
    )
    breaches = judge_delivery(document=paper, delivery=intended)
    if breaches:
        raise MoveRefused(breaches)


def _content(case: Case, paper: Document, days: int, *, is_missing: bool) -> dict[str, object]:
    number = f"（{paper.number.text}）" if paper.number else ""
    why = "下落不明" if is_missing else "用其他方式无法送达"
    return {
        "addressee": case.party.name,
        "opening": f"因你（单位）{why}，依照《中华人民共和国行政处罚法》第六十一条、"
        "《中华人民共和国民事诉讼法》第九十五条的规定，现向你（单位）公告送达本机关于"
        f"{long_date(paper.dated)}作出的《{paper.title}》{number}。案由：{case.cause}。",
        "sections": [
            {
                "heading": "领取和期限",
                "paragraphs": [
                    f"请自本公告发出之日起{days}日内到本机关领取上述文书；逾期不领取的，"
                    f"自本公告发出之日起经过{days}日，即视为送达，文书所载的权利和义务的期限自视为送达之日起计算。"
                ],
            }
        ],
        "contact": [case.agency.address, case.agency.complaint_phone],
        "sealed": True,
        "about": str(paper.id),
    }
