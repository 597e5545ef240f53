"""Correcting a filing recorded wrongly (更正备案登记): another row in its place, never a change.

What was recorded stays and is shown beside what counts now, with the reason. Either the receipt was
read wrongly (day, receiver, number), or that form was never handed in at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.dossier.filings import RECORDERS, STREAM
from mingjian.dossier.models import FormFiling
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor
from mingjian.registry.models import Agency

CORRECTED = "form_filing_corrected"
ACT = "更正文书格式备案"


@dataclass(frozen=True)
class CorrectionDraft:
    """更正: what the receipt really says and why it was recorded otherwise; or 未曾报备."""

    reason: str
    is_annulled: bool = False
    filed_on: date | None = None
    filed_with: str = ""
    filing_number: str = ""

    def said(self, wrong: FormFiling) -> tuple[date, str, str]:
        """Day, receiver and number that count; where nothing was filed, as they were recorded."""
        if self.is_annulled or self.filed_on is None:
            return wrong.filed_on, wrong.filed_with, wrong.filing_number
        return self.filed_on, self.filed_with.strip(), self.filing_number.strip()


def correct_filing(
    *, filing_id: UUID, agency_id: UUID, draft: CorrectionDraft, on: date, by: Actor, at: datetime
) -> FormFiling:
    """更正备案登记 of one form of the agency; ``on`` is today. Raises MoveRefused."""
    require_role(by=by, roles=RECORDERS, act=ACT)
    require_own_agency(by=by, agency_id=agency_id, act=ACT)
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        wrong = FormFiling.objects.get(id=filing_id, agency_id=agency.id)
        _refuse(wrong, draft, on)
        row = _row(wrong, draft, on, by, at)
        write_entry(
            stream_id=agency.id,
            stream_kind=STREAM,
            kind=CORRECTED,
            by=by,
            at=at,
            acted_on=on,
            payload={
                "form": {"title": wrong.title, "fingerprint": wrong.fingerprint},
                "corrects": str(wrong.id),
                "was": _told(wrong),
                "is": None if row.is_annulled else _told(row),
                "reason": row.reason,
            },
        )
        row.save(force_insert=True)
    return row


def history_of(filing: FormFiling) -> Sequence[FormFiling]:
    """The filing and everything recorded before and after in its place, the oldest first."""
    same = FormFiling.objects.filter(agency_id=filing.agency_id, form_key=filing.form_key)
    rows = same.filter(form_id=filing.form_id, fingerprint=filing.fingerprint)
    return list(rows.order_by("recorded_at", "id"))


def _refuse(wrong: FormFiling, draft: CorrectionDraft, on: date) -> None:
    if not FormFiling.objects.in_force().filter(id=wrong.id).exists():
        raise refusal(
            code="FILING_CORRECTED",
            message=f"《{wrong.title}》的这次登记已经更正过。",
            remedy="请返回文书格式备案，核对现在有效的登记；仍有错误的，更正那一次登记。",
        )
    day, receiver, number = draft.said(wrong)
    if not draft.reason.strip() or not receiver:
        raise refusal(
            code="FILING_INCOMPLETE",
            message="没有写明更正的理由，或者没有填写接收备案的机关。",
            remedy="请写明登记有误的经过，并按回执填写。",
        )
    if not draft.is_annulled and (day, receiver, number) == _known(wrong):
        raise refusal(
            code="FILING_UNCHANGED",
            message="更正后的内容与原登记相同。",
            remedy="请按回执填写有误的栏目；没有报备过的，选择“没有报备过”。",
        )
    if not wrong.valid_from <= day <= on:
        since = long_date(wrong.valid_from)
        raise refusal(
            code="FILING_DAY",
            message=f"备案日期（{long_date(day)}）不能早于式样开始使用之日（{since}），也不能晚于今天。",
            remedy="请核对备案回执上的日期。",
        )


def _row(
    wrong: FormFiling, draft: CorrectionDraft, on: date, by: Actor, at: datetime
) -> FormFiling:
    day, receiver, number = draft.said(wrong)
    return FormFiling(
        id=new_id(),
        agency_id=wrong.agency_id,
        form_key=wrong.form_key,
        form_id=wrong.form_id,
        title=wrong.title,
        fingerprint=wrong.fingerprint,
        valid_from=wrong.valid_from,
        valid_until=wrong.valid_until,
        filed_on=day,
        filed_with=receiver,
        filing_number=number,
        recorded_on=on,
        recorded_at=at,
        recorded_by_person_id=by.person_id,
        recorded_by_name=by.name,
        corrects=wrong,
        reason=draft.reason.strip(),
        is_annulled=draft.is_annulled,
    )


def _known(filing: FormFiling) -> tuple[date, str, str]:
    return filing.filed_on, filing.filed_with, filing.filing_number


def _told(filing: FormFiling) -> dict[str, str]:
    day, receiver, number = _known(filing)
    return {"filed_on": day.isoformat(), "with": receiver, "number": number}
