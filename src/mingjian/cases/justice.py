"""Cases that justice sends (司法机关移送): the letter beside the lead, our own earlier referral.

处罚法 art. 27: where no criminal responsibility is pursued, the police, the procuratorate or the
court sends the case to the organ that punishes, and is told what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from mingjian.access.duties import refusal
from mingjian.cases.facts_of_proceedings import all_proceedings
from mingjian.cases.models import Case
from mingjian.cases.proceedings.acting import StepDraft, take_step
from mingjian.cases.taking_over import take_evidence_over
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import Outcome, State
from mingjian.law.proceedings import ProceedingMove, waits_for_police
from mingjian.law.proceedings.rules_justice import SOURCE
from mingjian.law.roles import Actor

BACK = Citation("行政处罚法", "27", "1")


@dataclass(frozen=True)
class TransferDraft:
    """移送文书 as it is entered with the lead."""

    organ: str
    title: str
    number: str
    written_on: date
    received_on: date
    ground: str
    materials: str
    answer_due_on: date | None = None

    @property
    def letter(self) -> str:
        """名称、文号和日期, as the step keeps it."""
        title = self.title.strip().strip("《》")
        return f"《{title}》（{self.number.strip()}，{long_date(self.written_on)}）"


def refuse_without_letter(*, source: str, transfer: TransferDraft | None) -> None:
    """来源 and 移送文书 belong together."""
    if (source == SOURCE) is (transfer is not None):
        return
    if transfer is None:
        raise refusal(
            code="APL27",
            message="案件来源是司法机关移送，没有登记移送文书",
            remedy="请填写移送机关、文书的名称、文号、日期和收到日期。",
            cite=BACK,
        )
    raise refusal(
        code="APL27",
        message=f"填写了司法机关的移送文书，案件来源却是“{source}”",
        remedy=f"由司法机关移送的，案件来源请选择“{SOURCE}”；不是的，请删去移送文书。",
        cite=BACK,
    )


def receive_transfer(*, case: Case, transfer: TransferDraft, by: Actor, at: datetime) -> None:
    """登记司法机关移送 of the lead just registered; evidence of our earlier case comes with it."""
    earlier = earlier_referral(case)
    draft = StepDraft(
        ProceedingMove.RECEIVE_FROM_JUSTICE,
        transfer.received_on,
        transfer.materials,
        subject=transfer.letter,
        organ=transfer.organ,
        choice=transfer.ground,
        due_on=transfer.answer_due_on,
        other_case_id=earlier.id if earlier else None,
    )
    take_step(case_id=case.id, draft=draft, by=by, at=at)
    if earlier is not None:
        take_evidence_over(earlier, case)


def earlier_referral(case: Case) -> Case | None:
    """本机关原移送的案件: same party, same cause; refused while it still waits for an answer."""
    sent = Q(proceeding_steps__move=ProceedingMove.SEND_REFERRAL) | Q(
        decision__outcome=Outcome.TRANSFER_JUDICIAL
    )
    found = (
        Case.objects.filter(sent, agency_id=case.agency_id, party_id=case.party_id)
        .filter(violation_id=case.violation_id)
        .exclude(id=case.id)
        .order_by("-registered_on", "-id")
        .first()
    )
    if found is None:
        return None
    if not State(found.state).is_final and waits_for_police(all_proceedings(found)) is not None:
        raise refusal(
            code="APL27",
            message=f"同一当事人、同一案由的{found.number}由本机关移送，正在等待司法机关反馈",
            remedy="请在该案中登记司法机关的反馈，办理“接收反向移送并继续办理”，不要另立案件。",
            cite=BACK,
        )
    return found


def number_of_earlier(case_id: UUID | None) -> str:
    """案号 of the earlier case, for who looks at the later one."""
    if case_id is None:
        return ""
    return Case.objects.values_list("number", flat=True).get(id=case_id)
