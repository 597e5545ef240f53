"""Saying what proves what (登记证据对应、核对合法性、关联照片), until the decision is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.models import (
    Case,
    Decision,
    Evidence,
    EvidenceExam,
    ExhibitFile,
    ProofLink,
    SeizedGoods,
)
from mingjian.cases.proof import Count, Fact, files_by_thing, linked_pairs, matrix_of
from mingjian.cases.refusals import refuse_another_agency
from mingjian.evidence.covert import refuse_unconfirmed
from mingjian.evidence.models import EvidenceFile
from mingjian.journal.writing import write_entry
from mingjian.law.proof import CLEAR_FACTS, EIGHT_KINDS, LAWFUL, Confirmation, Original
from mingjian.law.roles import Actor, Role

STREAM = "case"


def link_proof(
    *,
    case_id: UUID,
    evidence_id: UUID,
    violation_id: str,
    point: str,
    is_linked: bool,
    by: Actor,
    at: datetime,
) -> None:
    """登记对应 (or take it back): this item proves that fact. The same answer twice is one."""
    with transaction.atomic():
        case = _locked(case_id, by, "登记证据对应的事实")
        evidence = _evidence(case, evidence_id)
        known = {(one.violation_id, fact.point.key): fact.point for one, fact in _facts(case, at)}
        if (violation_id, point) not in known:
            raise refusal(
                code="PROOF_FACT",
                message="本案没有这项待证事实，案由或者拟处理意见可能刚刚修改过。",
                remedy="请刷新对应表后再选择。",
                cite=CLEAR_FACTS,
            )
        if is_linked == ((violation_id, point, evidence.id) in linked_pairs(case)):
            return
        ProofLink.objects.create(
            case=case,
            evidence=evidence,
            violation_id=violation_id,
            point=point,
            is_linked=is_linked,
            **_entered(by, at),
        )
        title = known[violation_id, point].title
        told = {"evidence": evidence.id, "title": evidence.title, "fact": title}
        _write(case, "link_proof" if is_linked else "unlink_proof", by, at, told)


def examine_evidence(
    *,
    case_id: UUID,
    evidence_id: UUID,
    source: str,
    confirmation: str,
    original: str,
    note: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """合法性核对: where it comes from, who confirmed it, original or copy."""
    said = (confirmation, original)
    if not source.strip() or said[0] not in set(Confirmation) or said[1] not in set(Original):
        raise refusal(
            code="EXAM_WHOLE",
            message="没有注明来源，或者没有选择确认情况、原件情况。",
            remedy="请逐项填写后再登记。",
            cite=LAWFUL,
        )
    if confirmation == Confirmation.REFUSED and not note.strip():
        raise refusal(
            code="EXAM_REFUSED",
            message="登记为拒绝签名，但没有注明情况。",
            remedy="请在备注中写明拒绝签名的经过和见证人或者录音录像。",
            cite=LAWFUL,
        )
    with transaction.atomic():
        case = _locked(case_id, by, "核对证据的合法性")
        evidence = _evidence(case, evidence_id)
        values = {"source": source.strip(), "note": note.strip()}
        chosen = {"confirmation": confirmation, "original": original}
        EvidenceExam.objects.create(
            case=case, evidence=evidence, **values, **chosen, **_entered(by, at)
        )
        _write(case, "examine_evidence", by, at, {"evidence": evidence.id, **values, **chosen})


def show_exhibit(
    *,
    case_id: UUID,
    file_id: UUID,
    evidence_id: UUID | None = None,
    goods_id: UUID | None = None,
    is_linked: bool = True,
    by: Actor,
    at: datetime,
) -> None:
    """关联照片、音像 with an item of evidence or a line of goods, or take it back."""
    with transaction.atomic():
        case = _locked(case_id, by, "关联证据的照片和音像", until_decision=False)
        file = EvidenceFile.objects.filter(id=file_id, case_id=case.id).first()
        goods = SeizedGoods.objects.filter(id=goods_id, case=case).first() if goods_id else None
        if file is None or (goods is None) == (evidence_id is None):
            raise refusal(
                code="EXHIBIT_FILE",
                message="所选材料或者财物不属于本案。",
                remedy="请先在证据材料中上传，再关联。",
                cite=EIGHT_KINDS,
            )
        if is_linked:
            refuse_unconfirmed(file)
        evidence = _evidence(case, evidence_id) if evidence_id else None
        thing = evidence_id or goods_id
        if is_linked == (thing is not None and file in files_by_thing(case).get(thing, ())):
            return
        ExhibitFile.objects.create(
            case=case,
            evidence=evidence,
            goods=goods,
            file=file,
            is_linked=is_linked,
            **_entered(by, at),
        )
        told = {"file": file.id, "evidence": evidence_id, "goods": goods_id, "linked": is_linked}
        _write(case, "show_exhibit", by, at, told)


def _locked(case_id: UUID, by: Actor, act: str, *, until_decision: bool = True) -> Case:
    require_role(by=by, roles={Role.CASE_OFFICER}, act=act)
    case = Case.objects.locked(case_id)
    refuse_another_agency(by=by, agency_id=case.agency_id)
    if until_decision and Decision.objects.filter(case=case).exists():
        raise refusal(
            code="PROOF_DECIDED",
            message=f"决定已经作出，不能再{act}。",
            remedy="作出决定所依据的证据不得事后补充；发现决定有错误的，请办理自行纠正。",
            cite=LAWFUL,
        )
    return case


def _evidence(case: Case, evidence_id: UUID) -> Evidence:
    found = Evidence.objects.filter(id=evidence_id, case=case).first()
    if found is None:
        raise refusal(
            code="PROOF_EVIDENCE",
            message="所选证据不属于本案。",
            remedy="请先在本案登记证据。",
            cite=EIGHT_KINDS,
        )
    return found


def _entered(by: Actor, at: datetime) -> dict[str, object]:
    return {
        "entered_at": at,
        "entered_by_person_id": by.person_id,
        "entered_by_name": by.name,
    }


def _write(case: Case, kind: str, by: Actor, at: datetime, told: Mapping[str, object]) -> None:
    write_entry(
        stream_id=case.id, stream_kind=STREAM, kind=f"{STREAM}.{kind}", by=by, at=at, payload=told
    )


def _facts(case: Case, at: datetime) -> list[tuple[Count, Fact]]:
    counts = matrix_of(case, on=at.date()).counts
    return [(count, fact) for count in counts for fact in count.facts]
