"""A house with something to show: two agencies with published, corrected, withdrawn decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.disclosure.models import PublicCredential, PublicRecord
from mingjian.disclosure.past_decisions import prepare_row_correction
from mingjian.disclosure.publishing import publish_correction
from mingjian.law.standing.kinds import list_kinds
from tests.disclosure.make import (
    TODAY_AT,
    Office,
    a_row,
    approve,
    make_office,
    published_rows,
    withdrawn,
)
from tests.disclosure.standing.make import a_row as a_list_row
from tests.disclosure.standing.make import released
from tests.registry.make import make_agency, make_officer

COUNT = 45
FORMULA = "=HYPERLINK(1)有限公司"
TAGS = "<b>粗</b>食品有限公司"
SECRET_NAME = "测试县不再公示有限公司"


@dataclass(frozen=True)
class House:
    """What stands in the portal's own test database."""

    busy: str
    quiet: str
    plain: str
    person: str
    corrected: str
    withdrawn: str
    card: str


def furnish() -> House:
    """Publish everything by the acts of the disclosure room."""
    busy, quiet = an_office("测试县市场监督管理局"), an_office("测试县水务局")
    rows = [a_row(serial) for serial in range(1, COUNT + 1)]
    published_rows(rows, busy)
    special: list[dict[str, str]] = [
        a_row(901, 相对人名称=FORMULA, 案由="+未按照规定公示", 处罚决定日期="2024-03-01"),
        a_row(902, 相对人名称=TAGS, 处罚依据="《行政处罚法》第九条第一款第（二）项"),
        a_row(903, 相对人名称="张某某", 相对人类别="自然人", 统一社会信用代码="", 法定代表人=""),
        a_row(904, 相对人名称="测试县更正食品有限公司"),
        a_row(905, 相对人名称=SECRET_NAME, 违法事实="当事人的独特事实不再公示。"),
    ]
    published_rows(special, quiet)
    corrected = correct(public_id_of(904), quiet, 处罚内容="罚款人民币3000元。")
    publish_lists(busy)
    gone = withdrawn(PublicRecord.objects.get(public_id=public_id_of(905)), quiet)
    busy_page = PublicRecord.objects.get(number=number(1)).agency_id
    return House(
        busy=busy_page,
        quiet=corrected.agency_id,
        plain=public_id_of(1),
        person=public_id_of(903),
        corrected=corrected.public_id,
        withdrawn=gone.public_id,
        card=PublicCredential.objects.filter(agency_id=busy_page).order_by("number")[0].number,
    )


def publish_lists(office: Office) -> None:
    """Every kind of list; the items in two versions, the second with a changed and a new row."""
    first, second = a_list_row(office, "items"), a_list_row(office, "items", 2, 权限="=1+1")
    released(office, "items", [first, second])
    third = a_list_row(office, "items", 3)
    released(office, "items", [a_list_row(office, "items", 1, 权限="警告、罚款"), second, third])
    for kind in list_kinds():
        if kind.kind != "items":
            released(office, kind.kind)


def an_office(name: str) -> Office:
    """An agency of that name with the people who publish."""
    agency = make_agency(
        name=name,
        address="测试县示范街1号",
        complaint_phone="0000-0000001",
        duties="依法执法",
        funding_source="财政全额拨款",
        staffing="行政编制",
        legal_representative="王五",
    )
    make_officer(agency)
    return make_office(agency.id)


def correct(public_id: str, office: Office, **changes: str) -> PublicRecord:
    """A correction of one imported row, approved and public."""
    preparation = prepare_row_correction(
        public_id=public_id,
        changes=changes,
        reasons="罚款数额录入有误。",
        by=office.clerk,
        **TODAY_AT,
    )
    return publish_correction(
        preparation_id=approve(preparation, office).id, by=office.clerk, **TODAY_AT
    )


def number(serial: int) -> str:
    """The document number of ``a_row``."""
    return f"测市监罚〔2025〕{serial}号"


def public_id_of(serial: int) -> str:
    """The public id of the row with that serial."""
    return PublicRecord.objects.get(number=number(serial)).public_id


def texts_of(content: Mapping[str, Any]) -> list[str]:
    """Every text that a projection holds."""
    values = (each if isinstance(each, list) else [each] for each in content.values())
    return [text for value in values for text in value if text]
