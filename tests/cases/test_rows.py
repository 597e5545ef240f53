"""Rows in one query: the same as the database gives them one table at a time."""

from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.models import Model
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from mingjian.cases.clock import pause_clock
from mingjian.cases.models import Case
from mingjian.cases.rows import read_rows
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db
TABLES = [one for one in Case._meta.related_objects if one.related_model._meta.app_label == "cases"]


def values_of(row: Model) -> dict[str, tuple[type, object]]:
    """Every column with its type: 2000.00 as a float would be equal, and wrong."""
    columns = [field.attname for field in row._meta.concrete_fields]
    return {name: (type(getattr(row, name)), getattr(row, name)) for name in columns}


def read_case() -> Case:
    """A case that has rows in nearly every table, its caches filled."""
    case = Case.objects.get(id=story_at(None, grave=True, asks_hearing=True).case_id)
    read_rows(case)
    return case


@pytest.mark.parametrize("relation", TABLES, ids=lambda one: one.cache_name)
def test_every_row_is_what_its_own_table_says(relation):
    case = read_case()
    of_case = {relation.field.name: case.pk}
    stored = relation.related_model._default_manager.filter(**of_case).order_by("pk")

    if relation.one_to_one:
        found = [one] if (one := getattr(case, relation.cache_name, None)) else []
    else:
        found = sorted(getattr(case, relation.cache_name).all(), key=lambda row: row.pk)

    assert [values_of(row) for row in found] == [values_of(row) for row in stored]


def test_reading_everything_is_one_query_and_looking_at_it_is_none():
    case = Case.objects.get(id=story_at(None, grave=True, asks_hearing=True).case_id)

    with CaptureQueriesContext(connection) as reading:
        read_rows(case)
    with CaptureQueriesContext(connection) as looking:
        looked_at = (
            [item.verdict for item in case.evidence.all() if hasattr(item, "verdict")],
            [notice.noticeservice.served_on for notice in case.notices.all()],
            [service.notice.issued_on for service in case.notice_services.all()],
            [sent.review.outcome for sent in case.review_submissions.all()],
            [one.case.number for one in case.payments.all()],
            case.decision.decided_on,
            [closing.closed_on for closing in case.closings.all()],
        )

    assert len(reading) == 1
    assert len(looking) == 0
    assert all(looked_at[1:])


def test_what_is_not_there_is_not_there_without_asking_again():
    case = Case.objects.get(id=story_at(Move.REPORT).case_id)
    read_rows(case)

    with CaptureQueriesContext(connection) as captured:
        assert list(case.payments.all()) == []
        with pytest.raises(ObjectDoesNotExist):
            _ = case.decision

    assert len(captured) == 0


def test_rows_are_read_anew_each_time():
    story = story_at(Move.REPORT)
    case = Case.objects.get(id=story.case_id)
    read_rows(case)
    before = case.pauses.count()
    pause_clock(
        case_id=case.id,
        on=story.day,
        reasons="等待鉴定。",
        by=story.cast.actor(Role.AGENCY_HEAD),
        at=story.at,
    )

    read_rows(case)

    assert case.pauses.count() == before + 1
    assert case.pauses.filter(since=story.day).count() == before + 1
    assert model_to_dict(case.pauses.latest("since"))["reasons"] == "等待鉴定。"
