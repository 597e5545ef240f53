"""Refusals (不予办理) that no rule of the procedure speaks of: whose case, how long, how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db import DataError

from mingjian.access.duties import refusal
from mingjian.cases.models import Case, Evidence, Payment
from mingjian.journal.statements import Statement
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor, Role
from mingjian.law.summary import is_summary

_LEAD = Statement(
    "SELECT n.text FROM cases_case c JOIN dossier_issuednumber n ON n.id = c.lead_number_id "
    "WHERE c.id = %(id)s"
)
_TOO_LONG = re.compile(r"value too long for type character varying\((\d+)\)")


def refuse_another_agency(*, by: Actor, agency_id: UUID) -> None:
    """办案机关: an organ acts in its own cases only, whatever else its people may see."""
    if by.agency_id != agency_id:
        raise refusal(
            code="APL22",
            message=f"{by.name}不是本案办案机关的人员，不能办理本案",
            remedy="请由办案机关的人员办理；需要移送管辖的，请按照管辖规定移送。",
            cite=Citation("行政处罚法", "22"),
        )


def refuse_another_body(*, by: Actor, case: Case) -> None:
    """办案机关; and for 法制审核 the government's legal body that reviews at the second level."""
    is_second = case.second_reviewer_id is not None and by.agency_id == case.second_reviewer_id
    if by.role is Role.LEGAL_REVIEWER and is_second:
        return
    refuse_another_agency(by=by, agency_id=case.agency_id)


def refuse_another_procedure(case: Case, *, summary: bool) -> None:
    """程序: the acts of 普通程序 and of 简易程序 are not done in each other's matters."""
    if is_summary(case.procedure) is summary:
        return
    name, other = (
        ("简易程序", "普通程序") if is_summary(case.procedure) else ("普通程序", "简易程序")
    )
    raise refusal(
        code="APL51",
        message=f"本案适用{name}，不能办理{other}的行为",
        remedy="请返回案件页，按照所列步骤办理。",
        cite=Citation("行政处罚法", "51"),
    )


def refuse_impossible_days(
    *, registered_on: date, discovered_on: date, act_ended_on: date, act_continuing: bool
) -> None:
    """违法行为终了、发现、登记 follow one another; an act that goes on has no end yet."""
    if discovered_on > registered_on:
        raise refusal(
            code="DATES",
            message=f"发现日期（{long_date(discovered_on)}）"
            f"晚于案源登记日期（{long_date(registered_on)}）",
            remedy="请核对发现日期和登记日期。",
        )
    if act_ended_on > discovered_on and not act_continuing:
        raise refusal(
            code="DATES",
            message=f"违法行为终了日期（{long_date(act_ended_on)}）"
            f"晚于发现日期（{long_date(discovered_on)}）",
            remedy="请核对两个日期；违法行为仍在继续的，请注明“持续中”。",
        )


def refuse_registered_lead(case_id: UUID) -> None:
    """重复登记: a client that got no answer tries again with the id it made."""
    known = _LEAD.row(id=case_id)
    if known is not None:
        raise refusal(
            code="TWICE",
            message=f"本案源已经登记，编号为{known[0]}",
            remedy="请勿重复提交，可直接打开该案件办理。",
        )


def refuse_used_receipt(receipt_number: str) -> None:
    """缴款凭证: every payment has one, and one is entered once."""
    if not receipt_number.strip():
        raise refusal(
            code="RECEIPT",
            message="没有填写缴款凭证号码",
            remedy="请按照财政部门统一制发的专用票据填写（行政处罚法第七十条）。",
        )
    known = Payment.objects.filter(receipt_number=receipt_number.strip()).first()
    if known is not None:
        raise refusal(
            code="RECEIPT",
            message=f"缴款凭证{known.receipt_number}已经登记过，缴款日期为{long_date(known.paid_on)}",
            remedy="请核对票据号码；同一票据不能登记两次。",
        )


def refuse_second_verdict(item: Evidence, *, accepted: bool) -> None:
    """查证: once; evidence that was verified at entry can still be excluded."""
    verdict = getattr(item, "verdict", None)
    if verdict is not None or (item.verified and accepted):
        excluded = verdict is not None and not verdict.accepted
        raise refusal(
            code="EVIDENCE",
            message=f"证据“{item.title}”已经{'排除' if excluded else '查证属实'}",
            remedy="无需再次查证；有新情况的，请另行登记证据。",
        )


def refuse_number_of_collectors(count: int, known: int) -> None:
    """收集人: two officers, or none where the evidence was handed in."""
    if count not in (0, 2) or known != count:
        raise refusal(
            code="APL42",
            message=f"收集证据的执法人员应当登记两人，现登记{known}人",
            remedy="请选择两名收集人；当事人或者他人提供的证据不选收集人。",
            cite=Citation("行政处罚法", "42", "1"),
        )


@contextmanager
def refusing_what_does_not_fit() -> Iterator[None]:
    """Say it in words where a value is too much for its column; forms normally stop it earlier."""
    try:
        yield
    except DataError as error:
        length = _TOO_LONG.search(str(error))
        if length is not None:
            message = f"有一项内容超过{length[1]}个字，没有保存"
        elif "out of range" in str(error):
            message = "有一项数值超出可以登记的范围，没有保存"
        elif "NUL" in str(error) or "\\u0000" in str(error):
            message = "有一项内容含有不能保存的控制字符，没有保存"
        else:
            raise
        raise refusal(
            code="UNFIT",
            message=message,
            remedy="请核对填写的内容；名称、地点等请尽量简短，详细情况请写入理由、说明。",
        ) from error
