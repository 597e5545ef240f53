"""Steps that must be recorded (音像记录事项): 国办发〔2018〕118号 三（八）, as the pack words it.

全程 (full): the act hangs on it; to have none needs reasons and a head who agrees. 视情况 (by
circumstances): text may suffice, and then the reasons say so. Recordings come within 24 hours after
the step, so the step itself is never held up: what is missing holds up closing and filing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.lawbook import LawBook, Value
from mingjian.law.procedure.titles import Titled

FULL, BY_CIRCUMSTANCES = "av.full_record_acts", "av.conditional_acts"


class Step(Titled):
    """环节: what kind of act; the catalogues name it in their ``WORDS``."""

    MEASURE = "measure", "查封、扣押"
    HEARING = "hearing", "听证"
    LEFT_IN_PLACE = "left_in_place", "留置送达"
    BY_ANNOUNCEMENT = "by_announcement", "公告送达"
    PRESERVATION = "preservation", "先行登记保存"
    SAMPLING = "sampling", "抽样取证"
    ENFORCEMENT = "enforcement", "强制执行"
    SUBSTITUTE = "substitute", "代履行"


# 强制拆除等现场执法；没有列明“其他”的法域，按现场执法视情况记录。
_ON_SITE = frozenset(
    {
        *("强制拆除", "现场执法"),
        "其他直接涉及人身自由、生命健康、重大财产权益的现场执法活动",
    }
)
# The words of the catalogues: the State Council's, and those of local plans. Freezing (冻结) is in
# none of them: it is done at a bank, by papers.
WORDS: dict[Step, frozenset[str]] = {
    Step.MEASURE: frozenset({"查封扣押财产", "查封扣押"}),
    Step.HEARING: frozenset({"举行听证"}),
    Step.LEFT_IN_PLACE: frozenset({"留置送达", "文书送达"}),
    Step.BY_ANNOUNCEMENT: frozenset({"公告送达", "文书送达"}),
    Step.PRESERVATION: frozenset({"调查取证"}),
    Step.SAMPLING: frozenset({"调查取证"}),
    Step.ENFORCEMENT: _ON_SITE,
    Step.SUBSTITUTE: _ON_SITE,
}
_LAW = Citation("行政处罚法", "47")


@dataclass(frozen=True)
class StepDone:
    """One step of a case that took place."""

    step: Step
    id: UUID
    on: date
    about: str


@dataclass(frozen=True)
class Answer:
    """What was entered for a step: a recording, or reasons and perhaps a ruling on them."""

    step_id: UUID
    has_file: bool
    approved: bool | None = None


@dataclass(frozen=True)
class Duty:
    """应当记录的环节, and whether that is done."""

    done: StepDone
    is_full: bool
    cite: Citation
    is_met: bool
    awaits_ruling: bool

    @property
    def title(self) -> str:
        """2026年5月11日听证."""
        return f"{long_date(self.done.on)}{self.done.step.title}"


def recording_duties(
    *, steps: Iterable[StepDone], answers: Sequence[Answer], lawbook: LawBook
) -> tuple[Duty, ...]:
    """Every step that the catalogue of its own day names, in the order of events."""
    found = (_duty(one, answers, lawbook) for one in sorted(steps, key=lambda one: one.on))
    return tuple(one for one in found if one is not None)


def refuse_unrecorded(duties: Iterable[Duty], *, act: str) -> None:
    """没有音像记录又没有例外理由的环节: closing and filing wait for them."""
    owed = [one for one in duties if not one.is_met]
    if owed:
        raise MoveRefused([_breach(one, act) for one in owed])


def _breach(duty: Duty, act: str) -> Breach:
    remedy = "请在“音像记录”中关联录音录像，或者写明没有记录的理由。"
    if duty.is_full:
        remedy = "请在“音像记录”中关联全程录音录像；没有记录的，写明理由并经机关负责人批准。"
    if duty.awaits_ruling:
        remedy = "没有记录的理由已经提出，请机关负责人在“音像记录”中审批。"
    message = f"{duty.title}应当有音像记录（{duty.cite}），现在没有，不能{act}"
    return Breach("RECORDING", message, _LAW, remedy)


def _duty(done: StepDone, answers: Sequence[Answer], lawbook: LawBook) -> Duty | None:
    full = _named(lawbook, FULL, done)
    named = full or _named(lawbook, BY_CIRCUMSTANCES, done)
    if named is None:
        return None
    own = [one for one in answers if one.step_id == done.id]
    excepted = [one for one in own if not one.has_file]
    is_met = any(one.has_file for one in own) or any(
        one.approved if full else one.approved is not False for one in excepted
    )
    awaits = not is_met and any(one.approved is None for one in excepted)
    return Duty(done, full is not None, named.cite, is_met, awaits)


def _named(lawbook: LawBook, key: str, done: StepDone) -> Value | None:
    value = lawbook.find(key, on=done.on)
    return value if value is not None and WORDS[done.step] & set(value.value) else None
