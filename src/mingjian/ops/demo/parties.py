"""A party with a pass (查询凭证) in the demo, and what it handed in: printed once, as on paper."""

from __future__ import annotations

from datetime import datetime

from mingjian.cases.models import Case, PartyPass
from mingjian.cases.party.passes import IssuedPass, issue_pass
from mingjian.cases.party.submissions import hand_in
from mingjian.law.party_page import SubmissionKind
from mingjian.law.procedure import State
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast


def hand_over_pass(*, cast: Cast, at: datetime) -> IssuedPass | None:
    """For the newest decision that is being performed; the party says how it put things right.

    None where there is no such case, or where the agency gave a pass already.
    """
    if PartyPass.objects.filter(case__agency_id=cast.agency_id).exists():
        return None
    case = (
        Case.objects.filter(agency_id=cast.agency_id, decision_service__isnull=False)
        .filter(state=State.SERVED.value)
        .order_by("-latest_act_on", "id")
        .first()
    )
    if case is None:
        return None
    document_id = case.decision.document_id
    made = issue_pass(document_id=document_id, by=cast.actor(Role.CASE_OFFICER), at=at)
    hand_in(
        party_pass=made.party_pass,
        kind=SubmissionKind.RECTIFICATION,
        content="已于收到责令改正通知书的当日停止违法行为，并更换了全部标签，请复查。",
        at=at,
    )
    return made
