"""The seal of a document on its page (用印): where it stands, and who may take the next step."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.cases.models import Case
from mingjian.cases.paper_checks import check_paper
from mingjian.dossier.models import Document, Seal, SealApproval
from mingjian.dossier.pdf import MissingGlyphs, check_code
from mingjian.dossier.sealing import APPROVERS, KEEPERS, ready_bytes
from mingjian.law.breach import MoveRefused
from mingjian.law.linting import Finding, Gravity
from mingjian.law.roles import Actor
from mingjian.seals.installed import current_provider


@dataclass(frozen=True)
class SealPanel:
    """用印: the seal, or the approval, or what stands in the way."""

    bears_seal: bool
    findings: tuple[Finding, ...]
    sha256: str = ""
    approval: SealApproval | None = None
    is_outdated: bool = False
    seal: Seal | None = None
    code: str = ""
    is_trial: bool = True
    may_approve: bool = False
    may_seal: bool = False

    @property
    def serious_count(self) -> int:
        """How many faults forbid the seal."""
        return sum(1 for one in self.findings if one.gravity is Gravity.SERIOUS)


def seal_panel(*, document: Document, case: Case, by: Actor) -> SealPanel:
    """What the page shows of check and seal, for this person."""
    findings = check_paper(document=document, case=case)
    if not document.content.get("sealed"):
        return SealPanel(False, findings)
    seal = Seal.objects.filter(document=document).select_related("approval").first()
    if seal is not None:
        return SealPanel(
            True,
            findings,
            sha256=seal.pre_seal_sha256,
            approval=seal.approval,
            seal=seal,
            code=check_code(document),
            is_trial=not current_provider().has_legal_force,
        )
    return _unsealed(document, findings, by)


def _unsealed(document: Document, findings: tuple[Finding, ...], by: Actor) -> SealPanel:
    try:
        sha256 = ready_bytes(document=document).sha256
    except (MoveRefused, MissingGlyphs):
        return SealPanel(True, findings)
    approvals = SealApproval.objects.filter(document=document)
    approval = approvals.filter(pre_seal_sha256=sha256).first()
    is_ours = by.agency_id == document.agency_id
    is_faultless = not any(one.gravity is Gravity.SERIOUS for one in findings)
    is_another = approval is not None and approval.approved_by_person_id != by.person_id
    return SealPanel(
        True,
        findings,
        sha256=sha256,
        approval=approval,
        is_outdated=approval is None and approvals.exists(),
        code=check_code(document),
        is_trial=not current_provider().has_legal_force,
        may_approve=is_ours and is_faultless and approval is None and by.role in APPROVERS,
        may_seal=is_ours and is_faultless and is_another and by.role in KEEPERS,
    )
