"""The form of legal review (法制审核): seven points, an opinion, three ways to conclude."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from mingjian.cases.review import SEVEN_POINTS, Opinion, ReviewPoint
from mingjian.desk.cases.forms.base import Bench, Choices, DatedForm, choices_of
from mingjian.desk.fields import DayField, RadioField, TextField
from mingjian.law.citation import Citation
from mingjian.law.procedure import Move, ReviewPart
from mingjian.law.review_points import JUDGED_POINTS, LEAST_WORDS, is_perfunctory

PASSED, FAILED = "1", "0"
NUMBERS = range(1, len(SEVEN_POINTS) + 1)
_ASKED = {
    True: "写明审查的情况；存在问题的，一行写一个问题",
    False: "存在问题的，一行写一个问题",
}


def _about(bench: Bench) -> Choices:
    """What a problem can be about: a part of the text, or one of the clauses it cites."""
    text = bench.case.proposals.order_by("revision").last()
    clauses = dict.fromkeys(one["text"] for one in text.basis) if text else {}
    return [("", "按审核内容确定"), *choices_of(ReviewPart), *((one, one) for one in clauses)]


@dataclass(frozen=True)
class PointFields:
    """One point with its two fields."""

    number: int
    title: str
    result: BoundField
    remark: BoundField
    about: BoundField


class ReviewForm(DatedForm):
    """审核意见. The button decides which of the three moves it is (``bench.move``)."""

    cites = {"text": Citation("行政处罚法", "58", "1")}
    widths = {"on": "short", "supplement_due_on": "short"}
    text = TextField(
        label="审核意见", rows=6, help_text="概括审核结论和理由；退回的，写明需要补充的材料。"
    )
    supplement_due_on = DayField(
        label="补充材料的期限", required=False, help_text="仅退回补充材料时填写。"
    )

    def arrange(self, bench: Bench) -> None:
        """Two fields for each point; a return for material need not answer all."""
        is_return = bench.move is Move.RETURN_FOR_SUPPLEMENT
        about = _about(bench)
        for number in NUMBERS:
            self.fields[f"point_{number}"] = RadioField(
                label=f"第{number}项",
                choices=[(PASSED, "符合"), (FAILED, "存在问题")],
                required=not is_return,
                error_messages={"required": f"请对第{number}项作出审核结论。"},
            )
            self.fields[f"remark_{number}"] = TextField(
                label=f"第{number}项说明",
                rows=2,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"placeholder": _ASKED[number in JUDGED_POINTS]}),
            )
            self.fields[f"about_{number}"] = forms.ChoiceField(
                label=f"第{number}项问题涉及", choices=about, required=False
            )
        self.fields["supplement_due_on"].required = is_return

    @property
    def points(self) -> list[PointFields]:
        """The seven points in order."""
        return [
            PointFields(
                number,
                title,
                *(self[f"{part}_{number}"] for part in ("point", "remark", "about")),
            )
            for number, title in zip(NUMBERS, SEVEN_POINTS, strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        """A problem is described; who agrees has found none, who finds problems names one."""
        found = super().clean() or {}
        failed = [n for n in NUMBERS if found.get(f"point_{n}") == FAILED]
        for number in failed:
            if not found.get(f"remark_{number}", "").strip():
                self.add_error(f"remark_{number}", f"请说明第{number}项存在的问题。")
        if self.bench.move is not Move.RETURN_FOR_SUPPLEMENT:
            self._ask_for_reasons(found)
        if self.bench.move is Move.AGREE and failed:
            self.add_error(
                f"point_{failed[0]}",
                f"第{failed[0]}项存在问题，不能审核同意；请选择“存在问题”或者“退回补充材料”。",
            )
        answered = all(found.get(f"point_{n}") for n in NUMBERS)
        if self.bench.move is Move.FIND_PROBLEMS and answered and not failed:
            self.add_error("point_1", "七项均为符合，没有指明存在问题的事项。")
        return found

    def _ask_for_reasons(self, found: dict[str, Any]) -> None:
        """Points that only a person can judge are judged in words."""
        for number in JUDGED_POINTS:
            if found.get(f"point_{number}") and is_perfunctory(found.get(f"remark_{number}", "")):
                self.add_error(
                    f"remark_{number}",
                    f"第{number}项须由审核人员判断，请写明审查的情况，不少于{LEAST_WORDS}个字。",
                )

    def _point(self, number: int) -> ReviewPoint:
        found = self.cleaned_data
        about = found[f"about_{number}"]
        is_part = about in set(ReviewPart)
        return ReviewPoint(
            number,
            found[f"point_{number}"] == PASSED,
            found[f"remark_{number}"].strip(),
            part=ReviewPart(about) if is_part else (ReviewPart.BASIS if about else None),
            clause="" if is_part else about,
        )

    def more(self) -> Mapping[str, Any]:
        """The opinion; the due day only where material is asked for."""
        found = self.cleaned_data
        points = tuple(self._point(n) for n in NUMBERS if found[f"point_{n}"])
        opinion: dict[str, Any] = {"opinion": Opinion(points, found["text"])}
        if self.bench.move is Move.RETURN_FOR_SUPPLEMENT:
            opinion["supplement_due_on"] = found["supplement_due_on"]
        return opinion
