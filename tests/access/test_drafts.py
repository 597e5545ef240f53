"""Drafts: kept for one person and one page, unreadable elsewhere, gone when no longer wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.access.drafts import (
    KEPT_DAYS,
    LARGEST_BYTES,
    DraftTooLarge,
    draft_of,
    drop_draft,
    drop_old_drafts,
    keep_draft,
)
from mingjian.access.models import Draft
from tests.access.make import MONDAY, make_user

pytestmark = pytest.mark.django_db
PAGE = "/cases/1/do/report/"
FIELDS = [("facts", "张三在店外摆放货物。"), ("grounds", "minor"), ("grounds", "corrected")]


def test_a_draft_comes_back_as_it_was_and_the_newest_counts():
    user = make_user()
    keep_draft(user=user, path=PAGE, fields=[("facts", "写了一半")], at=MONDAY)
    keep_draft(user=user, path=PAGE, fields=FIELDS, at=MONDAY + timedelta(minutes=1))

    found = draft_of(user=user, path=PAGE)

    assert found is not None
    assert found.fields == FIELDS
    assert found.kept_at == MONDAY + timedelta(minutes=1)
    assert Draft.objects.count() == 1


def test_a_draft_belongs_to_one_person_and_one_page():
    owner, other = make_user(), make_user()
    keep_draft(user=owner, path=PAGE, fields=FIELDS, at=MONDAY)

    assert draft_of(user=other, path=PAGE) is None
    assert draft_of(user=owner, path="/cases/2/do/report/") is None


def test_the_table_does_not_show_what_was_typed_and_a_moved_row_opens_nowhere():
    owner, other = make_user(), make_user()
    keep_draft(user=owner, path=PAGE, fields=FIELDS, at=MONDAY)
    row = Draft.objects.get()
    assert "张三".encode() not in bytes(row.sealed)

    Draft.objects.update(user=other)

    assert draft_of(user=other, path=PAGE) is None


@pytest.mark.parametrize(
    ("path", "text"), [("/" + "a" * 200, "短"), (PAGE, "长" * LARGEST_BYTES)], ids=["path", "text"]
)
def test_what_is_too_long_is_refused_and_the_older_draft_stays(path, text):
    user = make_user()
    keep_draft(user=user, path=PAGE, fields=FIELDS, at=MONDAY)

    with pytest.raises(DraftTooLarge, match="没有自动保存"):
        keep_draft(user=user, path=path, fields=[("facts", text)], at=MONDAY)

    kept = draft_of(user=user, path=PAGE)
    assert kept is not None
    assert kept.fields == FIELDS


def test_dropping_takes_this_page_only_and_old_ones_go_by_themselves():
    user = make_user()
    for path in (PAGE, "/b/", "/c/"):
        keep_draft(user=user, path=path, fields=FIELDS, at=MONDAY)
    keep_draft(user=user, path="/c/", fields=FIELDS, at=MONDAY + timedelta(days=2))

    drop_draft(user=user, path=PAGE)
    dropped = drop_old_drafts(at=MONDAY + timedelta(days=KEPT_DAYS + 1))

    assert dropped == 1
    assert [row.path for row in Draft.objects.all()] == ["/c/"]
