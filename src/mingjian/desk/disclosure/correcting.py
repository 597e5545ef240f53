"""Correcting a record (更正公示): of a case with other masks, of an import with other columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from mingjian.desk.disclosure.forms import CorrectionForm, RowCorrectionForm
from mingjian.desk.disclosure.texts import TextView, preview_of
from mingjian.disclosure.models import Duty, Preparation, Release
from mingjian.disclosure.past_decisions import prepare_row_correction
from mingjian.disclosure.preparing import prepare_correction
from mingjian.law.roles import Actor


@dataclass(frozen=True)
class CaseCorrection:
    """更正案件公示: the form asks for masks and shows their effect."""

    release: Release
    form: CorrectionForm
    duty: Duty

    @property
    def text(self) -> TextView:
        """What would be published with these masks."""
        return preview_of(self.duty, masks=self.form.masks())

    def prepare(self, *, on: date, by: Actor, at: datetime) -> Preparation:
        """Freeze the correction."""
        public_id, choice = self.release.public_id, self.form.choice()
        return prepare_correction(public_id=public_id, choice=choice, on=on, by=by, at=at)


@dataclass(frozen=True)
class RowCorrection:
    """更正导入的公示: the form asks for the columns of the template."""

    release: Release
    form: RowCorrectionForm
    text: None = None

    def prepare(self, *, on: date, by: Actor, at: datetime) -> Preparation:
        """Freeze the correction."""
        return prepare_row_correction(
            public_id=self.release.public_id,
            changes=self.form.changes(),
            reasons=self.form.cleaned_data["reasons"],
            on=on,
            by=by,
            at=at,
        )


Correction = CaseCorrection | RowCorrection


def correction_for(
    release: Release, data: QueryDict | None = None, *, typed: QueryDict | None = None
) -> Correction:
    """The correction that fits the origin of the record; the masks of the last text stay.

    ``typed``: what the clerk typed so far, to preview and not to judge.
    """
    preparation = release.preparation
    if preparation.duty is None:
        first = Release.objects.select_related("row").get(public_id=release.public_id, version=1)
        assert first.row is not None  # release_row_with_its_batch
        return RowCorrection(release, RowCorrectionForm(data, raw=first.row.raw))
    masks = {name: "\n".join(texts) for name, texts in preparation.masks.items()}
    form = CorrectionForm(data, initial=typed.dict() if typed is not None else masks)
    return CaseCorrection(release, form, preparation.duty)
