"""The form of the report and of a revision (调查终结报告、修改拟处理意见)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.http import QueryDict

from mingjian.cases.assessing import Assessed, assess_case
from mingjian.cases.joint_files import co_parties
from mingjian.cases.models import Case, Evidence, Proposal
from mingjian.cases.proposals import ProposalDraft
from mingjian.desk.cases.forms.base import Bench, DatedForm, choices_of
from mingjian.desk.cases.forms.circumstances import CircumstancesForm
from mingjian.desk.cases.forms.counts import KINDS, content_of, count_forms, sentence_of, texts_of
from mingjian.desk.fields import RadioField, TextField, TicksField
from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.procedure import EvidenceKind, Move, Outcome
from mingjian.web.forms import YuanField

_AMOUNTS = ("fine_yuan", "confiscated_gains_yuan", "confiscated_property_yuan")
_TAKEN_OVER = (
    *("outcome", "kinds", "fine_yuan", "confiscated_gains_yuan", "confiscated_items"),
    *("confiscated_property_yuan", "facts", "evidence_summary", "deviation_reasons"),
    "leniency_reasons",
)


class ProposalForm(DatedForm):
    """拟处理意见. ``circumstances`` is a form of its own: it alone leads to the range."""

    units = dict.fromkeys(_AMOUNTS, "元")
    widths = dict.fromkeys(["on", *_AMOUNTS], "short")
    cites = {
        "outcome": Citation("行政处罚法", "57", "1"),
        "facts": Citation("行政处罚法", "40"),
        "evidence_summary": Citation("行政处罚法", "46"),
        "kinds": Citation("行政处罚法", "9"),
        "deviation_reasons": Citation("行政处罚法", "34"),
        "leniency_reasons": Citation("行政处罚法", "33", "1"),
    }
    legends = {
        "事实和证据": ("on", "facts", "evidence_summary"),
        "处理意见": (
            *("outcome", "kinds", "fine_yuan", "confiscated_gains_yuan", "confiscated_items"),
            *("confiscated_property_yuan", "other", "reasons", "deviation_reasons"),
            "leniency_reasons",
        ),
    }
    facts = TextField(
        label="违法事实", rows=8, help_text="写明时间、地点、经过、后果；将载入告知书和决定书。"
    )
    evidence_summary = TextField(label="证据", rows=5, help_text="逐项列明证据及其证明的事实。")
    outcome = RadioField(label="处理结果", choices=choices_of(Outcome))
    kinds = TicksField(label="处罚种类", required=False, choices=KINDS)
    fine_yuan = YuanField(label="罚款数额", required=False, max_digits=14)
    confiscated_gains_yuan = YuanField(label="没收违法所得", required=False, max_digits=14)
    confiscated_items = TextField(
        label="没收的非法财物", required=False, rows=2, help_text="名称、规格、数量。"
    )
    confiscated_property_yuan = YuanField(
        label="没收财物的价值",
        required=False,
        max_digits=14,
        help_text="用于判断是否应当告知听证权利。",
    )
    other = TextField(
        label="其他处罚内容", required=False, rows=2, help_text="停业的期限、限制的范围等。"
    )
    reasons = TextField(
        label="处理的理由", rows=5, help_text="说明定性、裁量的理由；修改的，说明修改的理由。"
    )
    deviation_reasons = TextField(
        label="偏离裁量基准的理由", required=False, rows=3, help_text="罚款在裁量幅度以内的，不填。"
    )

    leniency_reasons = TextField(
        label="不适用从宽规定的理由",
        required=False,
        rows=3,
        help_text="有可以不予处罚、从轻或者减轻处罚的规定而拟处罚的，必须填写；将载入告知书和决定书。",
    )

    def __init__(self, data: QueryDict | None = None, *, bench: Bench, **kwargs: Any) -> None:
        self.circumstances = CircumstancesForm(data, case=bench.case)
        is_revision = bench.move is Move.REVISE_PROPOSAL
        self.last = bench.case.proposals.order_by("revision").last() if is_revision else None
        self.counts = count_forms(data, case=bench.case, last=self.last)
        super().__init__(data, bench=bench, **kwargs)

    def arrange(self, bench: Bench) -> None:
        """A report starts from what the case says, a revision from the text as it stands."""
        if bench.move is not Move.REVISE_PROPOSAL:
            self.initial = {**_initial_of_report(bench.case), **self.initial}
            return
        if self.last is not None:
            self.initial = {**_initial_from(self.last), **self.initial}
            self.circumstances.initial = {"grounds": self.last.grounds}

    def is_valid(self) -> bool:
        """All forms; each says what is wrong with itself."""
        also = [one.is_valid() for one in self.counts]
        return all([super().is_valid(), self.circumstances.is_valid(), *also])

    def clean(self) -> dict[str, Any]:
        """Kinds and amounts fit each other (shape of 处罚内容)."""
        found = super().clean() or {}
        if not self.errors and found["outcome"] == Outcome.PENALTY:
            try:
                found["content"] = content_of(found)
            except ValueError as error:
                self.add_error("kinds", str(error))
        return found

    def more(self) -> Mapping[str, Any]:
        """One draft."""
        found = self.cleaned_data
        return {
            "draft": ProposalDraft(
                outcome=Outcome(found["outcome"]),
                content=found.get("content"),
                facts=found["facts"],
                evidence_summary=found["evidence_summary"],
                reasons=found["reasons"],
                circumstances=self.circumstances.circumstances(),
                choice=self.circumstances.choice(),
                confiscated_property_yuan=found["confiscated_property_yuan"] or Decimal(0),
                deviation_reasons=found["deviation_reasons"],
                leniency_reasons=found["leniency_reasons"],
                also=tuple(one.draft() for one in self.counts if one.chosen),
            )
        }

    def calculate(self) -> Assessed | None:
        """裁量预览: tier and range for the circumstances; None where they are not whole."""
        for one in self.counts:
            one.calculate()
        if not self.circumstances.is_valid():
            return None
        try:
            return assess_case(
                case=self.bench.case,
                circumstances=self.circumstances.circumstances(),
                choice=self.circumstances.choice(),
            )
        except (ValueError, MoveRefused) as error:
            self.circumstances.add_error(None, sentence_of(error))
            return None

    def kept(self) -> ProposalForm:
        """The same texts without judging them: for showing the form again after a calculation."""
        assert isinstance(self.data, QueryDict)  # only bound forms are calculated
        shown = ProposalForm(bench=self.bench, initial=texts_of(self, self.data))
        shown.circumstances = self.circumstances
        shown.counts = [one.kept() for one in self.counts]
        return shown


def _initial_of_report(case: Case) -> dict[str, Any]:
    """What the lead and the evidence, or the text of a co-party, say: nobody types it again."""
    for other in co_parties(case):
        if (last := other.proposals.order_by("revision").last()) is not None:
            return {name: getattr(last, name) for name in ("facts", "evidence_summary", "reasons")}
    taken = [item for item in case.evidence.all() if not _is_excluded(item)]
    taken.sort(key=attrgetter("collected_on", "id"))
    lines = [
        f"{number}．{item.title}（{EvidenceKind(item.kind).title}）：{item.proves}"
        for number, item in enumerate(taken, start=1)
    ]
    return {"facts": case.summary, "evidence_summary": "\n".join(lines)}


def _is_excluded(item: Evidence) -> bool:
    verdict = getattr(item, "verdict", None)
    return verdict is not None and not verdict.accepted


def _initial_from(last: Proposal) -> dict[str, Any]:
    taken = {name: getattr(last, name) for name in _TAKEN_OVER}
    if last.counts:  # the first violation's own share; the others have forms of their own
        taken["fine_yuan"] = Decimal(last.counts[0]["fine_yuan"])
        taken["confiscated_gains_yuan"] = Decimal(last.counts[0]["gains_yuan"])
    return {**{name: value or None for name, value in taken.items()}, "other": last.other_penalty}
