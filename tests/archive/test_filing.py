"""Filing: a closed case becomes a dossier; the case stays as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.archive.binding import remark
from mingjian.archive.filing import file_dossier, hand_over, supplement_dossier
from mingjian.dossier.documents import Issuer, make_document
from mingjian.dossier.kinds import DocumentKind
from mingjian.journal.models import Entry
from mingjian.journal.writing import write_entry
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.archive.make import Filed, archivist, closed_case
from tests.cases.story import story_at


def test_the_main_volume_begins_with_the_filing_approval_and_the_decision(filed: Filed) -> None:
    items = filed.dossier.items.filter(volume="main").order_by("serial")

    kinds = [item.kind for item in items]

    assert kinds[:3] == ["opening_form", "penalty_decision", "service_receipt"], kinds


def test_pages_run_through_each_volume_without_a_gap(filed: Filed) -> None:
    for volume in ("main", "internal"):
        page = 1
        for item in filed.dossier.items.filter(volume=volume).order_by("serial"):
            assert item.first_page == page
            page += item.pages


def test_the_case_is_left_as_it_was(filed: Filed) -> None:
    last = Entry.objects.filter(stream_id=filed.case.id).latest("seq")

    assert filed.case.state == State.CLOSED
    assert last.kind == "case.handed_over"
    assert filed.dossier.case_head_hash == last.hash


def test_a_case_that_has_not_ended_is_not_handed_over(db: None) -> None:
    story = story_at(Move.APPROVE_OPENING)

    with pytest.raises(MoveRefused, match="尚未办结"):
        give(story)


def test_a_late_hand_over_says_why_and_nothing_is_filed_before_it(db: None) -> None:
    story = closed_case()
    act = {"case_id": story.case_id, "by": archivist(story.cast), "at": story.at}
    with pytest.raises(MoveRefused, match="还没有移交"):
        file_dossier(on=story.day, note="", **act)
    story.day += timedelta(days=40)

    with pytest.raises(MoveRefused, match=r"没有电子印章|期限"):
        give(story)


def test_a_paper_made_after_the_filing_is_filed_later_and_marked(filed: Filed) -> None:
    kind, content = DocumentKind.CORRECTION, filed.case.closings.get().document.content
    by = filed.cast.actor(Role.CASE_OFFICER)
    issuer = Issuer(filed.case.agency_id, filed.case.agency.name, "测")
    made = {"kind": kind, "subject_id": filed.case.id, "issuer": issuer, "content": content}
    make_document(**made, dated=filed.case.closings.get().closed_on, by=by, at=filed.at)
    told = {"stream_id": filed.case.id, "stream_kind": "case", "kind": "case.correct_decision"}
    write_entry(**told, by=by, at=filed.at)

    act = {"dossier_id": filed.dossier.id, "by": filed.archivist, "at": filed.at}
    (item,) = supplement_dossier(on=filed.on, **act)

    last = filed.dossier.items.filter(volume="internal", filing=1).latest("serial")
    assert (item.serial, item.first_page) == (last.serial + 1, last.first_page + last.pages)
    assert remark(item) == "第1次补充归档"


def give(story: Telling) -> None:
    by = story.cast.actor(Role.CASE_OFFICER)
    hand_over(case_id=story.case_id, on=story.day, note="", by=by, at=story.at)
