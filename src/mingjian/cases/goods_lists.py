"""Lists of goods (场所、设施、财物清单): from the ledger, to be signed on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.measures.papers import quantity_words
from mingjian.cases.models import Case, Measure, ProceedingItem, ProceedingStep, SeizedGoods
from mingjian.cases.records import STREAM, refuse_ended_case
from mingjian.cases.refusals import refuse_another_agency
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.journal.writing import write_entry
from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

COLUMNS = ["序号", "名称", "规格型号", "数量", "价值（元）", "状况"]
# 清单所附的文书：它们的财物登记在台账里。
KINDS = (
    DocumentKind.SEIZURE_DECISION.value,
    DocumentKind.PRESERVATION_NOTICE.value,
    DocumentKind.SAMPLING_RECORD.value,
)
_TWO_COPIES = Citation("行政强制法", "24", "2")
_Goods = SeizedGoods | ProceedingItem


def make_goods_list(*, case_id: UUID, document_id: UUID, by: Actor, at: datetime) -> Document:
    """制作清单 of the paper's goods; a list that was made before stays, this one replaces it."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="制作财物清单")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_ended_case(case)
        paper = Document.objects.filter(id=document_id, subject_id=case.id, kind__in=KINDS).first()
        goods, place = goods_of(paper) if paper else ([], "")
        if paper is None or not goods:
            raise refusal(
                code="GOODS_LIST",
                message="这份文书没有登记财物，不能制作清单",
                remedy="请从查封（扣押）、先行登记保存、抽样取证的文书制作，财物先登记入台账。",
                cite=_TWO_COPIES,
            )
        content = _content(case, paper, goods, place)
        made = make_paper(
            case=case,
            kind=DocumentKind.GOODS_LIST,
            content=content,
            on=day_of(at),
            by=by,
            at=at,
        )
        write_entry(
            stream_id=case.id,
            stream_kind=STREAM,
            kind="case.make_goods_list",
            by=by,
            at=at,
            acted_on=day_of(at),
            payload={"title": made.title, "about": str(paper.id), "items": len(goods)},
        )
    return made


def goods_of(paper: Document) -> tuple[list[_Goods], str]:
    """财物 and where they were, as the ledger has them."""
    measure = Measure.objects.filter(document=paper).first()
    if measure is not None:
        return list(measure.goods.order_by("serial")), measure.place
    step = ProceedingStep.objects.filter(document=paper).select_related("proceeding").first()
    return (list(step.proceeding.items.order_by("serial")), "") if step else ([], "")


def goods_list_of(paper: Document) -> Document | None:
    """The newest list of this paper's goods."""
    made = Document.objects.filter(subject_id=paper.subject_id, kind=DocumentKind.GOODS_LIST.value)
    return made.filter(content__about=str(paper.id)).order_by("made_at", "id").last()


def _content(case: Case, paper: Document, goods: Iterable[_Goods], place: str) -> dict[str, object]:
    old = goods_list_of(paper)
    number = f"（{paper.number.text}）" if paper.number else ""
    return {
        "fields": [
            ["案由", case.cause],
            ["当事人", case.party.name],
            ["随附文书", f"{paper.title}{number}"],
            ["地点", place or case.place],
        ],
        "columns": COLUMNS,
        "table": [_row(one) for one in goods],
        "signatures": [
            ["当事人签名、日期", ""],
            ["见证人签名、日期", ""],
            ["执法人员签名", ""],
        ],
        "sections": [
            {
                "heading": "说明",
                "paragraphs": ["本清单一式二份，由当事人和本机关分别保存。以上财物经当场清点。"],
            }
        ],
        "about": str(paper.id),
        "replaces": str(old.id) if old else "",
    }


def _row(one: _Goods) -> list[str]:
    quantity = f"{quantity_words(one.quantity)}{one.unit}"
    value = format_yuan(one.value_yuan) if one.value_yuan is not None else ""
    return [str(one.serial), one.name, one.spec, quantity, value, one.note]
