"""Filing of forms with the organ of justice (文书格式备案), compared with what is used.

Whether a jurisdiction demands it is its law pack's ``template.filing``. A form that is not filed is
pointed out and never a bar: no law makes the filing a condition of a paper's validity.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.dossier.forms import fingerprint_of
from mingjian.dossier.models import FormFiling
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.dates import long_date
from mingjian.law.document_forms import Form, forms_in_use
from mingjian.law.lawbook import LawBook, Value
from mingjian.law.roles import Actor, Role
from mingjian.law.violations import Line
from mingjian.registry.models import Agency, AgencyPower, LawPack
from mingjian.registry.packs import lawbook_by_hash

KEY = "template.filing"
STREAM, RECORDED = "agency", "forms_filed"
RECORDERS = frozenset({Role.LEGAL_REVIEWER})


class Standing(StrEnum):
    """备案状态."""

    FILED = "filed"
    CHANGED = "changed"
    UNFILED = "unfiled"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return _LABELS[self]


_LABELS = {
    Standing.FILED: "已备案",
    Standing.CHANGED: "备案后有变动",
    Standing.UNFILED: "未备案",
}


@dataclass(frozen=True)
class UsedForm:
    """使用中的式样 of an agency: its fingerprint today, and the filing of exactly that."""

    form: Form
    fingerprint: str
    standing: Standing
    filing: FormFiling | None
    earlier: FormFiling | None

    @property
    def name(self) -> str:
        """How a filing form names it: which form, and which bytes were looked at."""
        return f"{self.form.key}:{self.form.id}:{self.fingerprint}"


@dataclass(frozen=True)
class FilingDraft:
    """一次报备: the forms as they were looked at (``UsedForm.name``), when, with whom, number."""

    names: Sequence[str]
    filed_on: date
    filed_with: str
    filing_number: str = ""


def filing_rule(book: LawBook, *, on: date) -> Value | None:
    """文书格式备案的规定 of a jurisdiction; None where no text demands it."""
    value = book.find(KEY, on=on)
    return value if value is not None and value.value else None


def newest_books() -> dict[str, LawBook]:
    """The newest law book of every pack; one query."""
    newest = LawPack.objects.order_by("pack_id", "-loaded_at").distinct("pack_id")
    return {one: lawbook_by_hash(found) for one, found in newest.values_list("pack_id", "hash")}


def used_forms(agency: Agency, *, on: date) -> tuple[UsedForm, ...]:
    """使用中的式样 with their standing, in the order of the types; two queries."""
    held = AgencyPower.objects.in_force(on=on).filter(agency=agency).order_by("line")
    lines = [Line(one) for one in held.values_list("line", flat=True)]
    kept = FormFiling.objects.in_force().filter(agency_id=agency.id)
    filings = kept.order_by("filed_on", "recorded_at")
    return standings(forms_in_use(pack=agency.pack_id, lines=lines, on=on), list(filings), on=on)


def standings(
    forms: Iterable[Form], filings: Collection[FormFiling], *, on: date
) -> tuple[UsedForm, ...]:
    """Each form beside its filings."""
    exact = {(one.form_key, one.fingerprint): one for one in filings}
    known = {(one.form_key, one.form_id): one for one in filings}
    found = []
    for form in forms:
        fingerprint = fingerprint_of(form, on=on)
        filing = exact.get((form.key, fingerprint))
        earlier = known.get((form.key, form.id))
        standing = Standing.CHANGED if earlier else Standing.UNFILED
        found.append(
            UsedForm(form, fingerprint, Standing.FILED if filing else standing, filing, earlier)
        )
    return tuple(found)


def record_filing(
    *, agency_id: UUID, draft: FilingDraft, on: date, by: Actor, at: datetime
) -> list[FormFiling]:
    """登记文书格式备案 of the forms that were looked at, and of no others; ``on`` is today."""
    require_role(by=by, roles=RECORDERS, act="登记文书格式备案")
    require_own_agency(by=by, agency_id=agency_id, act="登记文书格式备案")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        chosen = _chosen(agency, draft, on)
        rows = [_row(agency, one, draft, on, by, at) for one in chosen]
        write_entry(
            stream_id=agency.id,
            stream_kind=STREAM,
            kind=RECORDED,
            by=by,
            at=at,
            acted_on=draft.filed_on,
            payload={
                "with": draft.filed_with.strip(),
                "number": draft.filing_number.strip(),
                "forms": [{"title": one.title, "fingerprint": one.fingerprint} for one in rows],
            },
        )
        FormFiling.objects.bulk_create(rows)
    return rows


def _chosen(agency: Agency, draft: FilingDraft, on: date) -> list[UsedForm]:
    if not draft.filed_with.strip() or not draft.names:
        raise refusal(
            code="FILING_INCOMPLETE",
            message="没有选择报备的文书，或者没有填写接收备案的机关。",
            remedy="请勾选报备的文书，并填写接收备案的司法行政机关。",
        )
    if draft.filed_on > on:
        raise refusal(
            code="FILING_DAY",
            message=f"备案日期（{long_date(draft.filed_on)}）晚于今天。",
            remedy="请核对备案回执上的日期。",
        )
    used = {one.name: one for one in used_forms(agency, on=on)}
    if any(name not in used for name in draft.names):
        raise refusal(
            code="FILING_OTHER_FORM",
            message="页面打开以后，所选文书的式样有变动，全部没有登记。",
            remedy="请重新打开页面，核对报备的是现在的式样。",
        )
    chosen = [used[name] for name in dict.fromkeys(draft.names)]
    _refuse_twice(chosen, draft)
    return chosen


def _refuse_twice(chosen: Sequence[UsedForm], draft: FilingDraft) -> None:
    for one in chosen:
        if draft.filed_on < one.form.since:
            since = long_date(one.form.since)
            raise refusal(
                code="FILING_BEFORE_FORM",
                message=f"《{one.form.title}》的这一式样自{since}起才有，备案不能在此以前。",
                remedy="请核对备案日期；此前报备的是另一式样。",
            )
        if one.filing is not None:
            filed = long_date(one.filing.filed_on)
            raise refusal(
                code="FILING_TWICE",
                message=f"《{one.form.title}》的这一式样已于{filed}备案。",
                remedy="无需再次登记；式样有变动的，另行报备。",
            )


def _row(
    agency: Agency, one: UsedForm, draft: FilingDraft, on: date, by: Actor, at: datetime
) -> FormFiling:
    return FormFiling(
        id=new_id(),
        agency_id=agency.id,
        form_key=one.form.key,
        form_id=one.form.id,
        title=one.form.title,
        fingerprint=one.fingerprint,
        valid_from=one.form.since,
        valid_until=one.form.until,
        filed_on=draft.filed_on,
        filed_with=draft.filed_with.strip(),
        filing_number=draft.filing_number.strip(),
        recorded_on=on,
        recorded_at=at,
        recorded_by_person_id=by.person_id,
        recorded_by_name=by.name,
    )
