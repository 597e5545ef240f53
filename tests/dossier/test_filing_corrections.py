"""Correcting a filing: another row in its place, both kept, and only what was wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from mingjian.dossier.filing_corrections import CorrectionDraft, correct_filing, history_of
from mingjian.dossier.filings import Standing
from mingjian.dossier.models import FormFiling
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.registry.models import Agency
from tests.dossier.test_filings import TODAY, a_reviewer, file_forms, used
from tests.registry.make import MONDAY, make_agency

pytestmark = pytest.mark.django_db
WHY = "回执上的文号抄错。"
RIGHT = CorrectionDraft(WHY, False, TODAY, "测试县司法局", "测司备〔2026〕2号")
NEVER = CorrectionDraft("勾选有误，没有报备。", is_annulled=True)


def a_filing() -> FormFiling:
    agency = make_agency(lines=[Line.MARKET])
    return file_forms(agency, used(agency))[0]


def correct(wrong: FormFiling, draft: CorrectionDraft = RIGHT, **changes: Any) -> FormFiling:
    agency = changes.pop("agency", None) or agency_of(wrong)
    by = changes.pop("by", None) or a_reviewer(agency)
    return correct_filing(
        filing_id=wrong.id, agency_id=agency.id, draft=draft, on=TODAY, by=by, at=MONDAY
    )


def agency_of(filing: FormFiling) -> Agency:
    return Agency.objects.get(id=filing.agency_id)


def test_the_corrected_receipt_counts_and_both_are_kept() -> None:
    wrong = a_filing()

    right = correct(wrong)

    now = used(agency_of(wrong))
    assert (now.standing, now.filing) == (Standing.FILED, right)
    assert [one.id for one in history_of(right)] == [wrong.id, right.id]
    payload = Entry.objects.filter(stream_id=wrong.agency_id).latest("seq").payload
    assert payload["was"]["number"] == "测司备〔2026〕1号"
    assert (payload["is"]["number"], payload["reason"]) == ("测司备〔2026〕2号", WHY)


def test_what_was_never_handed_in_is_unfiled_again_and_may_be_filed_the_same_day() -> None:
    wrong = a_filing()
    agency = agency_of(wrong)

    correct(wrong, NEVER)

    assert used(agency).standing is Standing.UNFILED
    [again] = file_forms(agency, used(agency))
    assert used(agency).filing == again
    assert len(history_of(again)) == 3


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (CorrectionDraft(" ", True), "没有写明更正的理由"),
        (CorrectionDraft(WHY, False, TODAY, " ", "2号"), "没有填写接收备案的机关"),
        (CorrectionDraft(WHY, False, TODAY, "测试县司法局", "测司备〔2026〕1号"), "与原登记相同"),
        (CorrectionDraft(WHY, False, TODAY + timedelta(days=1), "测试县司法局"), "晚于今天"),
        (CorrectionDraft(WHY, False, TODAY - timedelta(days=9999), "测试县司法局"), "不能早于"),
    ],
)
def test_a_correction_that_corrects_nothing_is_refused_and_changes_nothing(
    draft: CorrectionDraft, said: str
) -> None:
    wrong = a_filing()
    entries = Entry.objects.filter(stream_id=wrong.agency_id).count()

    with pytest.raises(MoveRefused, match=said):
        correct(wrong, draft)

    assert list(FormFiling.objects.all()) == [wrong]
    assert Entry.objects.filter(stream_id=wrong.agency_id).count() == entries


@pytest.mark.parametrize("draft", [RIGHT, NEVER])
def test_what_was_corrected_is_not_corrected_again(draft: CorrectionDraft) -> None:
    wrong = a_filing()
    newer = correct(wrong, draft)
    settled = [wrong, newer] if draft is NEVER else [wrong]

    for one in settled:
        with pytest.raises(MoveRefused, match="已经更正过"):
            correct(one, CorrectionDraft("又有误。", is_annulled=True))

    assert FormFiling.objects.count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEGAL_REVIEWER])
def test_only_a_reviewer_of_the_agency_corrects(role: Role) -> None:
    wrong = a_filing()

    with pytest.raises(MoveRefused, match="不能更正文书格式备案"):
        correct(wrong, by=a_reviewer(agency_of(wrong), role))
    with pytest.raises(MoveRefused, match="不能为其他机关"):
        correct(wrong, by=a_reviewer(make_agency()))

    assert FormFiling.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"reason": ""}, "filing_correction_is_told"),
        ({"corrects_id": None, "reason": ""}, "form_filed_once"),
        ({"fingerprint": "1" * 64}, "filing_corrects_same_form"),
        ({"form_id": "another"}, "filing_corrects_same_form"),
        ({"agency_id": new_id()}, "filing_corrects_same_form"),
        ({}, "corrects_id"),
    ],
)
def test_the_database_refuses_a_correction_of_something_else(
    change: dict[str, Any], guard: str
) -> None:
    row = correct(a_filing())
    for name, value in {"id": new_id(), **change}.items():
        setattr(row, name, value)

    with pytest.raises(DatabaseError, match=guard), transaction.atomic():
        FormFiling.objects.bulk_create([row])
