"""文书格式备案: the forms an agency uses, which of them were filed, and recording a filing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.http import QueryDict

from mingjian.desk.fields import DayField, DeskForm
from mingjian.desk.listing import link_with
from mingjian.dossier.filings import (
    FilingDraft,
    Standing,
    UsedForm,
    filing_rule,
    newest_books,
    used_forms,
)
from mingjian.dossier.models import Document, FormFiling
from mingjian.law.document_forms import Variant, variants
from mingjian.law.lawbook import Value
from mingjian.law.violations import LINE_LABELS, Line
from mingjian.registry.models import Agency
from mingjian.web.parts import Chip


class FilingForm(DeskForm):
    """登记文书格式备案: one receipt for the forms that are ticked in the list."""

    widths = {"filed_on": "short", "filed_with": "medium", "filing_number": "medium"}
    filed_on = DayField(label="备案日期")
    filed_with = forms.CharField(
        label="接收备案的机关", max_length=120, help_text="例如：本级司法局全称。"
    )
    filing_number = forms.CharField(
        label="备案文号或者回执编号",
        required=False,
        max_length=60,
        help_text="没有编号的，可以不填。",
    )

    def draft(self, names: Sequence[str]) -> FilingDraft:
        """From a valid form, of the forms that were ticked."""
        said = self.cleaned_data
        return FilingDraft(names, said["filed_on"], said["filed_with"], said["filing_number"])


@dataclass(frozen=True)
class Row:
    """One form of the list."""

    used: UsedForm
    code: str
    variety: str
    tone: str
    can_be_filed: bool


@dataclass(frozen=True)
class FormList:
    """What the page shows."""

    agency: Agency
    rule: Value | None
    rows: list[Row]
    chips: list[Chip]
    counts: dict[str, int]
    total: int

    @property
    def owed(self) -> int:
        """How many forms in use are not filed as they are now."""
        return self.total - self.counts[Standing.FILED.value]


def list_forms(*, agency: Agency, query: QueryDict, on: date) -> FormList:
    """使用中的式样, narrowed by ``show`` to one standing."""
    every, asked = used_forms(agency, on=on), query.get("show", "")
    rule = filing_rule(newest_books()[agency.pack_id], on=on)
    found = Counter(one.standing for one in every)
    chips = [Chip("全部", link_with(query, show=""), not asked, len(every))]
    chips += [
        Chip(one.label, link_with(query, show=one.value), asked == one.value, found[one])
        for one in Standing
    ]
    shown = {one.value for one in Standing if asked in ("", one.value)} or set(Standing)
    return FormList(
        agency=agency,
        rule=rule,
        rows=[_row(one, rule) for one in every if one.standing.value in shown],
        chips=chips,
        counts={one.value: found[one] for one in Standing},
        total=len(every),
    )


def standing_of_type(agency: Agency | None, *, on: date) -> dict[str, list[Row]]:
    """The forms of every type by its code; empty for who works for no agency."""
    if agency is None:
        return {}
    rule = filing_rule(newest_books()[agency.pack_id], on=on)
    found: dict[str, list[Row]] = {}
    for one in used_forms(agency, on=on):
        found.setdefault(one.form.key, []).append(_row(one, rule))
    return found


def _tone(standing: Standing, rule: Value | None) -> str:
    """A warning only where the filing is demanded."""
    if standing is Standing.FILED:
        return "good"
    return "warn" if rule else "plain"


def agency_of(agency_id: UUID | None) -> Agency | None:
    """The agency a person works for."""
    return Agency.objects.filter(id=agency_id).first() if agency_id else None


def _row(used: UsedForm, rule: Value | None) -> Row:
    form = used.form
    return Row(
        used=used,
        code=form.key if form.national else "",
        variety=variety_of(form.variant),
        tone=_tone(used.standing, rule),
        can_be_filed=used.standing is not Standing.FILED,
    )


@dataclass(frozen=True)
class MadeIn:
    """一份文书的式样: as its content names it, and whether that form was filed."""

    variety: str
    fingerprint: str
    look: str
    filing: FormFiling | None


def form_of_paper(paper: Document) -> MadeIn | None:
    """式样 of a paper; None for those made before papers named it."""
    named = paper.content.get("form")
    if named is None:
        return None
    filed = FormFiling.objects.in_force().filter(
        agency_id=paper.agency_id, form_key=named["key"], fingerprint=named["fingerprint"]
    )
    found = {one.id: one for one in variants()}.get(named["id"])
    return MadeIn(
        variety=variety_of(found),
        fingerprint=named["fingerprint"],
        look=named["look"],
        filing=filed.order_by("filed_on").first(),
    )


def variety_of(variant: Variant | None) -> str:
    """全国、领域、本地式样."""
    if variant is None:
        return "全国式样"
    return f"{LINE_LABELS[Line(variant.line)]}领域式样" if variant.line else "本地式样"
