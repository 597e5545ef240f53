"""Standing lists: drafted, reviewed by another person, published as the next frozen version."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mingjian.disclosure.models import PublicList
from mingjian.disclosure.standing.contents import table_of
from mingjian.disclosure.standing.reading import newest_lists, superseded_on, versions_of
from mingjian.disclosure.standing.releasing import NO_SALT, publish_list, review_list
from mingjian.law.breach import MoveRefused
from mingjian.ledger.leaf import opens_commitment
from mingjian.ledger.models import Leaf
from tests.disclosure.make import TODAY, TODAY_AT
from tests.disclosure.standing.make import (
    OPINION,
    a_row,
    an_office,
    drafted,
    released,
    reviewed,
)

pytestmark = pytest.mark.django_db


def code_of(refused: pytest.ExceptionInfo[MoveRefused]) -> str:
    return refused.value.breaches[0].code


def test_a_reviewed_draft_becomes_a_version_whose_leaf_opens_with_its_content() -> None:
    office = an_office()

    version = released(office)

    leaf = Leaf.objects.get(hash=version.leaf_hash)
    said = json.loads(bytes(leaf.data).partition(b"\n")[2])
    assert (leaf.type, leaf.version) == ("list", 1)
    assert opens_commitment(content=version.content, salt=NO_SALT, commitments=said["commitments"])
    assert list(newest_lists()) == [version]


def test_a_second_version_stands_over_the_first_and_both_can_be_read() -> None:
    office = an_office()
    first = released(office)

    second = released(office, rows=[a_row(office, "items"), a_row(office, "items", 2)])

    shown = versions_of(agency=first.agency_id, kind="items")
    assert [each.version for each in shown] == [2, 1]
    assert (superseded_on(first), superseded_on(second)) == (TODAY, None)
    assert len(table_of(second.content).rows) == 2


def test_the_author_does_not_review_his_own_draft() -> None:
    office = an_office()
    draft = drafted(office)

    with pytest.raises(MoveRefused) as refused:
        review_list(
            draft_id=draft.id,
            seen_hash=draft.hash,
            passed=True,
            opinion=OPINION,
            by=office.clerk,
            **TODAY_AT,
        )

    assert code_of(refused) == "FOUR_EYES"


@pytest.mark.parametrize("passed", [None, False])
def test_what_was_not_passed_is_not_published(passed: bool | None) -> None:
    office = an_office()
    draft = drafted(office)
    if passed is not None:
        reviewed(draft, office, passed=passed)

    with pytest.raises(MoveRefused) as refused:
        publish_list(draft_id=draft.id, by=office.clerk, **TODAY_AT)

    assert code_of(refused) == "UNREVIEWED"
    assert not PublicList.objects.exists()


def test_a_draft_that_changed_after_review_is_not_published() -> None:
    office = an_office()
    old = reviewed(drafted(office), office)
    drafted(office, rows=[a_row(office, "items", 7)])

    with pytest.raises(MoveRefused) as refused:
        publish_list(draft_id=old.id, by=office.clerk, **TODAY_AT)

    assert code_of(refused) == "UNREVIEWED"


def test_a_guide_without_an_element_is_refused_with_the_article_of_its_place() -> None:
    office = an_office(pack_id="binxian")
    draft = drafted(office, "guides", [a_row(office, "guides", 申请材料="")])

    with pytest.raises(MoveRefused) as refused:
        reviewed(draft, office)

    [breach] = refused.value.breaches
    assert "缺少“申请材料”" in breach.message
    assert "宾政办发〔2019〕12号" in str(breach.cite)


def test_changzhi_files_its_guides_before_publication() -> None:
    office = an_office(pack_id="changzhi-water")
    draft = drafted(office, "guides")

    with pytest.raises(MoveRefused) as refused:
        reviewed(draft, office)

    assert "司法行政机关备案" in refused.value.breaches[0].message


def test_the_same_content_again_is_no_draft_until_it_was_published() -> None:
    office = an_office()
    drafted(office)

    with pytest.raises(MoveRefused) as refused:
        drafted(office)

    assert code_of(refused) == "LIST_SAME"


def test_an_unchanged_list_may_be_confirmed_so_that_its_review_day_moves() -> None:
    office = an_office()
    released(office)

    again = released(office)

    assert again.version == 2


@pytest.mark.parametrize("kind", ["review", "recording", "procedures", "discretion", "lenient"])
def test_a_list_of_rules_is_filled_by_the_rules(kind: str) -> None:
    version = released(an_office(), kind)

    assert version.content["rows"]


def test_people_of_another_agency_do_not_touch_the_list() -> None:
    office, other = an_office(), an_office()
    draft = drafted(office)
    act: dict[str, Any] = {"draft_id": draft.id, "by": other.head, **TODAY_AT}

    with pytest.raises(MoveRefused) as refused:
        review_list(seen_hash=draft.hash, passed=True, opinion=OPINION, **act)

    assert code_of(refused) == "AGENCY"
