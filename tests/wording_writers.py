"""Which functions write which paper: what the digests of ``wordings.toml`` are taken of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mingjian.cases import (
    announcements,
    goods_lists,
    papers,
    papers_execution,
    receipts,
    records,
    serving,
)
from mingjian.cases.measures import papers as measures
from mingjian.cases.proceedings import papers as proceedings
from mingjian.cases.summary import papers as summary
from mingjian.dossier.kinds import DocumentKind as Kind
from tests.write_wordings import Writers

_EXECUTION = papers_execution


def writers() -> Writers:
    """By kind; the papers of proceedings as their own table says."""
    found: Writers = {kind.value: (writer,) for kind, writer in _ONE_EACH.items()}
    for kind, writer in proceedings._PAPERS.values():
        found[kind.value] = (proceedings._content, writer)
    found[Kind.TEST_NOTICE.value] = found[Kind.TEST_COMMISSION.value]
    found[Kind.SUMMARY_DECISION.value] = (
        *(summary.decision_paper, summary.remedy_sentences),
        *(summary.performance_sentences, summary.basis_sentences),
    )
    return found


_ONE_EACH: dict[Kind, Callable[..., Any]] = {
    Kind.OPENING_FORM: papers.opening_form,
    Kind.DECLINE_FORM: papers.decline_form,
    Kind.INVESTIGATION_REPORT: papers.investigation_report,
    Kind.REVIEW_OPINION: papers.review_opinion,
    Kind.PENALTY_NOTICE: papers.penalty_notice,
    Kind.HEARING_NOTICE: papers.hearing_notice,
    Kind.HEARING_RECORD: papers.hearing_record_paper,
    Kind.DELIBERATION_RECORD: papers.deliberation_record,
    Kind.PENALTY_DECISION: papers.decision_paper,
    Kind.NO_PENALTY_DECISION: papers.decision_paper,
    Kind.CLOSING_REPORT: papers.closing_report,
    Kind.DEFERRAL_APPROVAL: _EXECUTION.deferral_approval,
    Kind.SURCHARGE_REDUCTION: _EXECUTION.surcharge_reduction,
    Kind.DEMAND: _EXECUTION.demand_paper,
    Kind.COURT_APPLICATION: _EXECUTION.court_application,
    Kind.SUSPENSION: _EXECUTION.suspension_form,
    Kind.RESUMPTION: _EXECUTION.resumption_form,
    Kind.TERMINATION: _EXECUTION.termination_form,
    Kind.CORRECTION: _EXECUTION.correction_form,
    Kind.REDO_ORDER: _EXECUTION.redo_order,
    Kind.SEIZURE_DECISION: measures.seizure_decision,
    Kind.SEIZURE_EXTENSION: measures.seizure_extension,
    Kind.GOODS_TEST_NOTICE: measures.goods_test_notice,
    Kind.SEIZURE_RELEASE: measures.seizure_release,
    Kind.ADDRESS_CONFIRMATION: serving._address_paper,
    Kind.SCENE_RECORD: records._content,
    Kind.INQUIRY_RECORD: records._content,
    Kind.DEFENCE_RECORD: records._content,
    Kind.SERVICE_RECEIPT: receipts.receipt_content,
    Kind.GOODS_LIST: goods_lists._content,
    Kind.SERVICE_ANNOUNCEMENT: announcements._content,
}
