"""Filing of forms: by their bytes, by who may, on a day that can be, and never changed after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from mingjian.cases.days import day_of
from mingjian.dossier.filings import (
    FilingDraft,
    Standing,
    UsedForm,
    filing_rule,
    newest_books,
    record_filing,
    standings,
    used_forms,
)
from mingjian.dossier.models import FormFiling
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor, Role
from mingjian.law.violations import Line
from mingjian.registry.models import Agency
from tests.registry.make import MONDAY, make_agency

pytestmark = pytest.mark.django_db
TODAY = day_of(MONDAY)


def used(agency: Agency, key: str = "CF37") -> UsedForm:
    return next(one for one in used_forms(agency, on=TODAY) if one.form.key == key)


def a_reviewer(agency: Agency, role: Role = Role.LEGAL_REVIEWER) -> Actor:
    return Actor(new_id(), "李四", role, agency.id, "备案")


def file_forms(agency: Agency, *forms: UsedForm, **changes: Any) -> list[FormFiling]:
    """Filed today with the bureau."""
    draft = FilingDraft([one.name for one in forms], TODAY, "测试县司法局", "测司备〔2026〕1号")
    by = changes.pop("by", a_reviewer(agency))
    draft = replace(draft, **changes)
    return record_filing(agency_id=agency.id, draft=draft, on=TODAY, by=by, at=MONDAY)


def test_a_filed_form_is_filed_and_the_others_are_not() -> None:
    agency = make_agency(lines=[Line.MARKET])

    file_forms(agency, used(agency))

    assert used(agency).standing is Standing.FILED
    assert used(agency, "CF45").standing is Standing.UNFILED
    entry = Entry.objects.filter(stream_id=agency.id).latest("seq")
    assert (entry.kind, entry.payload["number"]) == ("forms_filed", "测司备〔2026〕1号")


def test_a_form_that_changed_after_it_was_filed_says_so() -> None:
    agency = make_agency(lines=[Line.MARKET])
    [filing] = file_forms(agency, used(agency))
    form = used(agency).form
    assert form.wording is not None
    later = replace(form, wording=replace(form.wording, digest="0" * 64))

    [found] = standings([later], [filing], on=TODAY)

    assert (found.standing, found.filing, found.earlier) == (Standing.CHANGED, None, filing)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"names": []}, "没有选择报备的文书"),
        ({"filed_with": "  "}, "没有填写接收备案的机关"),
        ({"filed_on": TODAY + timedelta(days=1)}, "晚于今天"),
        ({"filed_on": date(2021, 7, 20)}, "自2021年7月21日起才有"),
        ({"names": ["CF37:market-2021-notice:" + "0" * 64]}, "式样有变动，全部没有登记"),
    ],
)
def test_a_filing_that_cannot_be_is_refused_and_changes_nothing(
    changes: dict[str, Any], said: str
) -> None:
    agency = make_agency(lines=[Line.MARKET])
    entries = Entry.objects.filter(stream_id=agency.id).count()

    with pytest.raises(MoveRefused, match=said):
        file_forms(agency, used(agency), **changes)

    assert not FormFiling.objects.exists()
    assert Entry.objects.filter(stream_id=agency.id).count() == entries


def test_the_same_form_is_not_filed_twice() -> None:
    agency = make_agency(lines=[Line.MARKET])
    file_forms(agency, used(agency))

    with pytest.raises(MoveRefused, match=r"已于.*备案"):
        file_forms(agency, used(agency, "CF45"), used(agency))

    assert FormFiling.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEGAL_REVIEWER])
def test_only_a_reviewer_records_a_filing(role: Role) -> None:
    agency = make_agency(lines=[Line.MARKET])

    with pytest.raises(MoveRefused, match="不能登记文书格式备案"):
        file_forms(agency, used(agency), by=a_reviewer(agency, role))


def test_nobody_files_for_another_agency() -> None:
    agency = make_agency(lines=[Line.MARKET])

    with pytest.raises(MoveRefused, match="不能为其他机关"):
        file_forms(agency, used(agency), by=a_reviewer(make_agency()))


def test_the_filing_is_demanded_only_where_a_text_demands_it() -> None:
    make_agency()
    demanded = filing_rule(newest_books()["binxian"], on=TODAY)

    assert demanded is not None
    assert str(demanded.cite).endswith("二（二）2（1）")
    assert filing_rule(newest_books()["qiyang"], on=TODAY) is None


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"fingerprint": "x"}, "filing_names_bytes"),
        ({"filed_with": ""}, "filing_names_form_and_receiver"),
        ({"filed_on": TODAY + timedelta(days=1)}, "filing_not_in_future"),
        ({"valid_until": date(2000, 1, 1)}, "filed_form_ends_after_start"),
        ({"id": new_id()}, "form_filed_once"),
    ],
)
def test_the_database_refuses_an_impossible_filing(change: dict[str, Any], constraint: str) -> None:
    agency = make_agency(lines=[Line.MARKET])
    [row] = file_forms(agency, used(agency))
    other = {**change, "id": new_id()}
    if constraint != "form_filed_once":
        other = {"fingerprint": "1" * 64, **other}
    for name, value in other.items():
        setattr(row, name, value)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        FormFiling.objects.bulk_create([row])
