"""Forms of what goes to and fro in a review: submission with answers, disagreement, advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField

from mingjian.cases.deliberation import Member
from mingjian.cases.models import ReviewFinding
from mingjian.cases.review import open_findings
from mingjian.desk.cases.forms.base import NOT_CHOSEN, Bench, Choices, DatedForm, choices_of
from mingjian.desk.fields import VERY_LONG, RadioField, TextField
from mingjian.law.citation import Citation
from mingjian.law.procedure import AnswerFacts, SettlementResult
from mingjian.law.review_triggers import DECLARABLE, Trigger
from mingjian.registry.models import Adviser

_REVIEW = Citation("行政处罚法", "58", "1")
_ANSWERS: Choices = [("1", "采纳，已经处理"), ("0", "不采纳，说明理由")]


@dataclass(frozen=True)
class FindingFields:
    """A finding with the fields that answer it."""

    finding: ReviewFinding
    adopted: BoundField
    text: BoundField


class SubmitReviewForm(DatedForm):
    """送法制审核: every finding that is open has its own answer."""

    cites = {"note": _REVIEW}
    note = TextField(
        label="送审说明", required=False, help_text="材料由系统自动汇集，不需要另行上传。"
    )

    def arrange(self, bench: Bench) -> None:
        """Two fields for each finding."""
        self.findings = open_findings(case_id=bench.case.id)
        for serial, _ in enumerate(self.findings, start=1):
            self.fields[f"adopted_{serial}"] = RadioField(
                label=f"第{serial}条处理情况", choices=_ANSWERS
            )
            self.fields[f"answer_{serial}"] = TextField(
                label=f"第{serial}条处理说明", rows=2, max_length=2000
            )

    @property
    def answer_rows(self) -> list[FindingFields]:
        """Findings in order with their fields."""
        return [
            FindingFields(finding, self[f"adopted_{serial}"], self[f"answer_{serial}"])
            for serial, finding in enumerate(self.findings, start=1)
        ]

    def more(self) -> Mapping[str, Any]:
        """说明 and answers."""
        found = self.cleaned_data
        answers = tuple(
            AnswerFacts(finding.id, found[f"adopted_{serial}"] == "1", found[f"answer_{serial}"])
            for serial, finding in enumerate(self.findings, start=1)
        )
        return {"note": found["note"], "answers": answers}


class SettleForm(DatedForm):
    """协调审核分歧: in the way that comes next in this place."""

    cites = {"minutes": _REVIEW}
    way = RadioField(label="处理方式", help_text="按照本地规定的次序处理。")
    members = TextField(
        label="参加人员",
        rows=3,
        required=False,
        help_text="一行一人，写“姓名 职务”；集体讨论的，不少于规定人数。",
    )
    minutes = TextField(label="处理经过和各方意见", rows=6, max_length=VERY_LONG)
    result = RadioField(
        label="处理结果",
        choices=choices_of(SettlementResult),
        help_text="处理结果不代替审核：保留原意见的，仍须再次送审并经审核同意。",
    )

    def arrange(self, bench: Bench) -> None:
        """Ways of the place that have not been tried about this opinion."""
        reviews, ways = bench.facts.reviews, bench.facts.terms.settlement_ways
        tried = len(reviews[-1].settlements) if reviews else 0
        left = ways[tried : tried + 1]
        self.offer("way", choices_of(left), initial=left[0].value if left else None)

    def more(self) -> Mapping[str, Any]:
        """Way, members, minutes, result."""
        found = self.cleaned_data
        lines = [line.split() for line in found["members"].splitlines() if line.strip()]
        members = tuple(
            Member(words[0], " ".join(words[1:]) or "参加人员", agrees=True) for words in lines
        )
        way = next(w for w in self.bench.facts.terms.settlement_ways if w.value == found["way"])
        return {
            "way": way,
            "result": SettlementResult(found["result"]),
            "minutes": found["minutes"],
            "members": members,
        }


class AdviceForm(DatedForm):
    """征求法律顾问、公职律师意见."""

    widths = {"on": "short", "adviser_id": "medium"}
    adviser_id = forms.ChoiceField(
        label="法律顾问、公职律师", help_text="与当事人有登记的利益关系的，不能征求。"
    )
    text = TextField(label="意见", rows=6, help_text="照录其意见；意见供参考，不代替审核。")

    def arrange(self, bench: Bench) -> None:
        """The pool of the reviewer's own agency."""
        pool = Adviser.objects.filter(agency_id__in=[bench.by.agency_id]).order_by("name")
        self.offer("adviser_id", [NOT_CHOSEN, *((str(one.id), _adviser(one)) for one in pool)])

    def more(self) -> Mapping[str, Any]:
        """Who, and in which words."""
        return {
            "adviser_id": UUID(self.cleaned_data["adviser_id"]),
            "text": self.cleaned_data["text"],
        }


class DeclareTriggerForm(DatedForm):
    """补充认定审核情形."""

    cites = {"trigger": _REVIEW}
    trigger = RadioField(label="审核情形", help_text="金额、听证、目录等情形由系统认定。")
    reasons = TextField(label="理由")

    def arrange(self, bench: Bench) -> None:
        """What has not been declared yet."""
        declared = bench.facts.declared_triggers
        self.offer("trigger", _titles([one for one in DECLARABLE if one.slug not in declared]))

    def more(self) -> Mapping[str, Any]:
        """情形 and 理由."""
        return {name: self.cleaned_data[name] for name in ("trigger", "reasons")}


class DropTriggerForm(DeclareTriggerForm):
    """撤销认定的审核情形: only what a person declared."""

    trigger = RadioField(
        label="撤销的情形", help_text="系统按照事实和公布的目录认定的情形不能撤销。"
    )

    def arrange(self, bench: Bench) -> None:
        """What a person declared."""
        declared = bench.facts.declared_triggers
        self.offer("trigger", _titles([one for one in DECLARABLE if one.slug in declared]))


def _titles(triggers: list[Trigger]) -> Choices:
    return [(one.slug, f"{one.title}（{one.cite}）") for one in triggers]


def _adviser(one: Adviser) -> str:
    return f"{one.name}（{one.employer}）"
