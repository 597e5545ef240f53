"""Files of joint parties (当事人分册): which belong together, which take a step together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from mingjian.cases.models import Case, Separation
from mingjian.law.joint import goes_along
from mingjian.law.procedure import Act, State


def co_parties(case: Case) -> list[Case]:
    """The files of the other parties in the order they joined; none for a plain case."""
    if case.joint_id is None:
        return []
    found = Case.objects.filter(joint_id=case.joint_id).exclude(id=case.id)
    return list(found.select_related("party", "lead_number").order_by("id"))


def live_co_parties(case: Case) -> list[Case]:
    """Those who are still dealt with together: not separated, not 不予立案 or 撤案."""
    if case.joint_id is None:
        return []
    others = co_parties(case)
    apart = separated([case, *others])
    if case.id in apart:
        return []
    gone = {State.DECLINED.value, State.DISMISSED.value}
    return [one for one in others if one.id not in apart and one.state not in gone]


def along_with(case: Case, others: Sequence[Case], *, act: Act, own: State) -> list[Case]:
    """The files that take this act too; ``own`` is where the case stood before it."""
    apart = separated([case, *others])
    if case.id in apart:
        return []
    return [
        one
        for one in others
        if one.id not in apart and goes_along(act=act, own=own, other=State(one.state))
    ]


def separated(cases: Iterable[Case]) -> set[UUID]:
    """分案办理的: ids of the files that go their own way."""
    found = Separation.objects.filter(case_id__in=[one.id for one in cases])
    return set(found.values_list("case_id", flat=True))
