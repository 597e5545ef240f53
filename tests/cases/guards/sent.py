"""Notices that went out: one sealed, its form filed; one served in the end by mail (synthetic)."""

from __future__ import annotations

from mingjian.dossier.filing_corrections import CorrectionDraft, correct_filing
from mingjian.dossier.filings import FilingDraft, record_filing, used_forms
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document
from mingjian.dossier.printing import start_run
from mingjian.dossier.sealing import approve_seal, ready_bytes, seal_document
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import START, make_cast, make_plot, tell


def sealed() -> Telling:
    """A notice with its seal."""
    cast = make_cast()
    plot = make_plot(cast)
    case = tell(cast=cast, plot=plot, start=START, until=Move.ISSUE_NOTICE)
    story = Telling(cast, plot, case.latest_act_on, case_id=case.id)
    notice = Document.objects.get(subject_id=case.id, kind=DocumentKind.PENALTY_NOTICE)
    approve_seal(
        document_id=notice.id,
        seen_sha256=ready_bytes(document=notice).sha256,
        find_faults=lambda document: [],
        by=cast.actor(Role.LEGAL_REVIEWER),
        at=story.at,
    )
    seal_document(
        document_id=notice.id,
        find_faults=lambda document: [],
        by=cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )
    _printed(story)
    _filed(story)
    return story


def _filed(story: Telling) -> None:
    """文书格式备案 of two forms of the agency; one was recorded with a wrong number."""
    agency, by = story.cast.agency_id, story.cast.actor(Role.LEGAL_REVIEWER)
    first, second = used_forms(story.case.agency, on=story.day)[:2]
    draft = FilingDraft([first.name, second.name], story.day, "宾县司法局")
    wrong, _ = record_filing(agency_id=agency, draft=draft, on=story.day, by=by, at=story.at)
    correct_filing(
        filing_id=wrong.id,
        agency_id=agency,
        draft=CorrectionDraft("文号漏记。", False, story.day, "宾县司法局", "示司备〔2026〕1号"),
        on=story.day,
        by=by,
        at=story.at,
    )


def _printed(story: Telling) -> None:
    """All its papers printed at once; the first has its file, the second could not be made."""
    papers = Document.objects.filter(subject_id=story.case_id).values_list("id", flat=True)
    by = story.cast.actor(Role.CASE_OFFICER)
    run = start_run(title="全部文书", document_ids=list(papers), by=by, at=story.at)
    run.papers.filter(position=1).update(sha256="a" * 64)
    run.papers.filter(position=2).update(problem="缺字。")


def sent_out() -> Telling:
    """Tried by hand and by post, then sent to the address that the party confirmed."""
    cast = make_cast()
    plot = make_plot(cast)
    case = tell(cast=cast, plot=plot, start=START, until=Move.ISSUE_NOTICE)
    story = Telling(cast, plot, case.latest_act_on, case_id=case.id)
    acts.confirm_address(story)
    acts.try_in_vain(story)
    acts.serve(story, method=ServiceMethod.ELECTRONIC, sent_on=story.day, address=acts.MAILBOX)
    return story
