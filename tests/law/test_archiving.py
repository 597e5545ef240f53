"""Archiving: order of the dossier, what is missing, how long it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest

from mingjian.law.archiving import (
    FileFacts,
    Paper,
    Volume,
    archive_number,
    arrange,
    missing_papers,
    place_of,
    retention,
    retention_of,
)
from mingjian.law.citation import Citation
from mingjian.law.lawbook import load_lawbook
from mingjian.law.provisions import provision_text

SPACE = UUID(int=7)
WHOLE = FileFacts(
    ending="closed",
    is_summary=False,
    kinds=frozenset(
        [
            *("opening_form", "investigation_report", "penalty_decision", "closing_report"),
            *("review_opinion", "deliberation_record", "hearing_record"),
        ]
    ),
    is_decided=True,
    evidence_count=2,
    review_due=True,
    deliberation_due=True,
    was_heard=True,
)
INTERNAL = ("investigation_report", "review_opinion", "deliberation_record", "closing_report")


def paper(kind: str, day: int, *, follows: str = "", external: bool = True) -> Paper:
    dated = date(2026, 5, day)
    at = datetime(2026, 5, day, tzinfo=UTC)
    after = uuid5(SPACE, follows) if follows else None
    return Paper(uuid5(SPACE, kind + follows), kind, kind, external, dated, at, follows=after)


def kinds(*papers: Paper) -> list[str]:
    return [one.paper.kind for one in arrange(papers)]


def test_the_decision_follows_the_filing_approval_and_every_receipt_its_document() -> None:
    notice, decision = paper("penalty_notice", 3), paper("penalty_decision", 9)
    receipts = [paper("service_receipt", 10, follows=each.kind) for each in (notice, decision)]

    found = kinds(*receipts, notice, decision, paper("opening_form", 1))

    receipt = "service_receipt"
    assert found == ["opening_form", "penalty_decision", receipt, "penalty_notice", receipt]


def test_other_documents_to_the_party_stand_by_day_whatever_their_kinds() -> None:
    found = kinds(paper("demand", 2), paper("penalty_notice", 8), paper("seizure_decision", 5))

    assert found == ["demand", "seizure_decision", "penalty_notice"]


@pytest.mark.parametrize("kind", INTERNAL)
def test_an_internal_opinion_is_only_in_the_internal_volume(kind: str) -> None:
    assert place_of(kind, is_external=False).volume is Volume.INTERNAL


def test_an_unknown_kind_stands_at_the_end_of_its_volume() -> None:
    assert place_of("new", is_external=True).volume is Volume.MAIN
    assert place_of("new", is_external=False).volume is Volume.INTERNAL


def test_a_receipt_of_no_document_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="receipts of documents"):
        arrange([paper("service_receipt", 1, follows="demand")])


def test_a_whole_file_lacks_nothing() -> None:
    assert missing_papers(WHOLE) == ()


@pytest.mark.parametrize("kind", sorted(WHOLE.kinds))
def test_a_file_without_a_paper_that_is_due_is_not_handed_over(kind: str) -> None:
    missing = missing_papers(_replaced(kinds=WHOLE.kinds - {kind}))

    assert [one.blocks for one in missing] == [True]


def test_every_missing_thing_names_a_provision_that_exists() -> None:
    poor = _replaced(kinds=frozenset(), evidence_count=0, unserved=("甲",), unsealed=("乙",))

    missing = missing_papers(poor)

    assert len(missing) == 10
    assert all(provision_text(one.cite) for one in missing), [str(m.cite) for m in missing]


def test_a_document_without_electronic_seal_is_to_be_explained_only() -> None:
    (missing,) = missing_papers(_replaced(unsealed=("行政处罚决定书",)))

    assert not missing.blocks


@pytest.mark.parametrize(
    ("is_summary", "is_major", "code", "until"),
    [
        (True, False, "D10", date(2036, 12, 31)),
        (False, False, "D30", date(2056, 12, 31)),
        (False, True, "Y", None),
    ],
)
def test_retention_follows_the_law_pack(
    is_summary: bool, is_major: bool, code: str, until: date | None
) -> None:
    book = load_lawbook("binxian")

    kept = retention_of(
        lawbook=book, is_summary=is_summary, is_major=is_major, closed_on=date(2026, 3, 1)
    )

    assert (kept.code, kept.until) == (code, until)


@pytest.mark.parametrize("code", ["", "D", "D0", "D101", "X30"])
def test_a_retention_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no such retention code"):
        retention(code=code, closed_on=date(2026, 1, 1), cite=Citation("档案法"))


def test_a_notice_of_hearing_without_receipt_is_to_be_explained_only() -> None:
    (missing,) = missing_papers(_replaced(without_receipt=("听证通知书",)))

    assert not missing.blocks


def test_an_archive_number_is_year_and_four_digits() -> None:
    assert archive_number(year=2026, serial=12) == "20260012"


def _replaced(**changes: object) -> FileFacts:
    return FileFacts(**{**WHOLE.__dict__, **changes})  # type: ignore[arg-type]  # named by the test
