"""Records of what was seen and said (现场笔录、询问笔录、陈述申辩笔录), made to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case
from mingjian.cases.papers import case_fields, section
from mingjian.cases.refusals import refuse_another_agency
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.signing import is_replaced
from mingjian.journal.writing import write_entry
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import State
from mingjian.law.roles import Actor, Role

STREAM = "case"
_RECORD = Citation("行政处罚法", "55", "2")
# 笔录中正文一栏的名称，和被问到的人的称谓。
PARTS = {
    DocumentKind.SCENE_RECORD: ("现场情况", "在场的人"),
    DocumentKind.INQUIRY_RECORD: ("问、答", "被询问人"),
    DocumentKind.DEFENCE_RECORD: ("陈述、申辩内容", "陈述申辩人"),
}


@dataclass(frozen=True)
class RecordDraft:
    """一份笔录, as the officers write it down."""

    kind: DocumentKind
    on: date
    hours: str
    place: str
    person: str
    told: str
    body: str


def make_record(
    *, case_id: UUID, draft: RecordDraft, replaces: UUID | None = None, by: Actor, at: datetime
) -> Document:
    """制作笔录; a corrected one stands in place of another, whose signatures stay with it."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="制作笔录")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_ended_case(case)
        _refuse_incomplete(draft, at)
        old = _replaced(case, draft, replaces) if replaces else None
        content = _content(case, draft, old)
        paper = make_paper(case=case, kind=draft.kind, content=content, on=draft.on, by=by, at=at)
        told = {"title": paper.title, "replaces": str(old.id) if old else ""}
        write_entry(
            stream_id=case.id,
            stream_kind=STREAM,
            kind="case.make_record",
            by=by,
            at=at,
            acted_on=draft.on,
            payload=told,
        )
    return paper


def refuse_ended_case(case: Case) -> None:
    """The file of a case that ended is closed (归档)."""
    if State(case.state).is_final:
        raise refusal(
            code="RECORD_CLOSED",
            message=f"本案{State(case.state).title}，案卷不再增加笔录和签名",
            remedy="确有需要的，依照决定的救济或者重新办理程序处理。",
        )


def _replaced(case: Case, draft: RecordDraft, replaces: UUID) -> Document:
    found = Document.objects.filter(id=replaces, subject_id=case.id, kind=draft.kind.value).first()
    if found is None or is_replaced(found):
        raise refusal(
            code="RECORD_REPLACES",
            message="要更正的笔录不在本案，或者已经更正过",
            remedy="请从案件页打开最近的一份笔录。",
            cite=_RECORD,
        )
    return found


def _refuse_incomplete(draft: RecordDraft, at: datetime) -> None:
    texts = (draft.hours, draft.place, draft.person, draft.told, draft.body)
    if not all(text.strip() for text in texts):
        message = "笔录没有写明起止时间、地点、人员、告知的权利或者内容"
    elif draft.on > day_of(at):
        message = f"笔录日期（{long_date(draft.on)}）晚于今天"
    else:
        return
    remedy = "请逐项填写后再制作。"
    raise refusal(code="RECORD", message=message, remedy=remedy, cite=_RECORD)


def _content(case: Case, draft: RecordDraft, old: Document | None) -> dict[str, object]:
    heading, person = PARTS[draft.kind]
    officers = [one.name for one in (case.lead_officer, case.assisting_officer) if one]
    fields = [
        *case_fields(case),
        ["时间", f"{long_date(draft.on)} {draft.hours.strip()}"],
        ["地点", draft.place.strip()],
        [person, draft.person.strip()],
        ["执法人员", "、".join(officers)],
        ["出示证件和告知权利", draft.told.strip()],
    ]
    if old is not None:
        fields.append(["更正", f"替换{long_date(old.dated)}的笔录，原笔录及其签名存卷"])
    return {
        "fields": fields,
        "sections": [section(heading, *draft.body.strip().splitlines())],
        "replaces": str(old.id) if old else "",
    }
