"""Forms of the signing room (屏幕签名、拒绝签名、纸质签名、笔录)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from mingjian.cases.models import Case
from mingjian.cases.records import RecordDraft
from mingjian.desk.fields import VERY_LONG, DayField, DeskForm, TextField
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.signing import SignatureDraft
from mingjian.law.signing import Capacity, SigningWay, Strokes, read_strokes

_LONGEST_DRAWING = 400_000


class SignForm(DeskForm):
    """Who signs; each way adds its own fields."""

    way: SigningWay
    told: tuple[str, ...] = ()
    widths = {"capacity": "medium", "signer_name": "medium", "relation": "medium"}
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    capacity = forms.ChoiceField(label="身份")
    signer_name = forms.CharField(
        label="姓名",
        max_length=80,
        required=False,
        help_text="执法人员用自己的账号签名，不必填写。",
    )
    relation = forms.CharField(
        label="与当事人的关系",
        max_length=60,
        required=False,
        help_text="例如：本人、法定代表人、店长。",
    )

    def __init__(
        self, data: QueryDict | None, *, sha256: str, capacities: Sequence[Capacity], **kwargs: Any
    ) -> None:
        super().__init__(data, prefix=self.way.value, initial={"sha256": sha256}, **kwargs)
        chosen = self.fields["capacity"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(one.value, one.label) for one in capacities]

    def draft(self, *, pages_read: Sequence[int], device: str) -> SignatureDraft:
        """The signature as sent."""
        data = self.cleaned_data
        return SignatureDraft(
            way=self.way,
            capacity=Capacity(data["capacity"]),
            signer_name=data["signer_name"],
            relation=data["relation"],
            seen_sha256=data["sha256"],
            pages_read=pages_read,
            strokes=data.get("strokes", ()),
            told={"device": device, **{name: data[name] for name in self.told}},
        )


class DrawnForm(SignForm):
    """屏幕签名."""

    way = SigningWay.DRAWN
    strokes = forms.CharField(
        widget=forms.HiddenInput(attrs={"data-strokes": ""}),
        max_length=_LONGEST_DRAWING,
        required=False,
    )

    def clean_strokes(self) -> Strokes:
        """Points of one hand within the field."""
        try:
            return read_strokes(self.cleaned_data["strokes"] or "[]")
        except (ValueError, TypeError, RecursionError) as error:
            raise ValidationError("签名笔画没有传完整，请清除后重新签名。") from error


class RefusalForm(SignForm):
    """拒绝签名."""

    way = SigningWay.REFUSED
    told = ("reason", "witness", "recording")
    reason = forms.CharField(
        label="拒绝的理由或者表现", max_length=300, help_text="例如：认为记录不实，不愿签名。"
    )
    witness = forms.CharField(label="见证人", max_length=120, required=False)
    recording = forms.CharField(
        label="录音录像", max_length=200, required=False, help_text="记录仪编号和起止时间。"
    )


class PaperForm(SignForm):
    """纸质签名."""

    way = SigningWay.ON_PAPER
    told = ("proof",)
    proof = forms.CharField(
        label="凭证",
        max_length=300,
        help_text="原件存案卷第几页；有扫描件的，先在“材料”上传，再填写证据名称或者编号。",
    )


class RecordForm(DeskForm):
    """一份笔录."""

    widths = {"on": "short", "hours": "medium", "person": "medium"}
    on = DayField(label="日期")
    hours = forms.CharField(label="起止时间", max_length=40, help_text="例如：9时30分至10时15分。")
    place = forms.CharField(label="地点", max_length=200)
    person = forms.CharField(label="被询问人、在场的人", max_length=120)
    told = TextField(
        label="出示证件和告知的权利",
        rows=2,
        max_length=500,
        initial="已出示执法证件，告知依法享有申请回避、陈述和申辩的权利，当事人表示清楚。",
    )
    body = TextField(label="内容", rows=14, max_length=VERY_LONG)

    def know(self, case: Case, on: date) -> None:
        """Today, where the act was, with the party."""
        person = case.party.legal_representative or case.party.name
        for name, value in {"on": on, "place": case.place, "person": person}.items():
            self.fields[name].initial = value

    def draft(self, kind: DocumentKind) -> RecordDraft:
        """The record as written."""
        return RecordDraft(kind=kind, **self.cleaned_data)
