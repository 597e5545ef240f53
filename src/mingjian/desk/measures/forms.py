"""Forms of measures (强制措施): few fields to type; what is known is not asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone

from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.papers import goods_words
from mingjian.cases.measures.taking import MeasureDraft, SceneDraft
from mingjian.cases.models import Case, Measure, SeizedGoods
from mingjian.desk.cases.forms.base import NOT_CHOSEN, choices_of
from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField, TicksField
from mingjian.desk.measures.lines import GoodsField
from mingjian.law.citation import Citation
from mingjian.law.measures import (
    AUTHORITIES,
    COMPULSION_LAW,
    GoodsOutcome,
    MeasureKind,
    MeasureMove,
    ReleaseGround,
    authority_at,
)
from mingjian.web.forms import MomentInput, YuanField

# 现场应当做到的，逐项勾选：第十八条、第二十三条。
DONE = (
    ("cards_were_shown", "出示执法身份证件"),
    ("party_was_told", "当场告知理由、依据、权利和救济途径"),
    ("party_was_heard", "听取当事人的陈述和申辩"),
    ("record_was_made", "制作现场笔录"),
    ("is_connected", "所列财物均与本案违法行为有关"),
    ("is_no_necessity", "不是公民个人及其所扶养家属的生活必需品"),
    ("is_not_sealed_by_others", "未被其他国家机关查封"),
)
_OUTCOMES = (GoodsOutcome.CONFISCATED, GoodsOutcome.DESTROYED, GoodsOutcome.TRANSFERRED)


def _law(article: str, paragraph: str = "", item: str = "") -> Citation:
    return Citation(COMPULSION_LAW, article, paragraph, item)


class MeasureForm(DeskForm):
    """What every form knows: the case, the measure, and which goods are still held."""

    def __init__(
        self, *args: Any, case: Case, measure: Measure | None, held: Iterable[SeizedGoods]
    ) -> None:
        self.case, self.measure, self.held = case, measure, list(held)
        super().__init__(*args)
        self.arrange()

    def arrange(self) -> None:
        """First values and choices that depend on the measure."""
        if "on" in self.fields:
            self.fields["on"].initial = timezone.localdate()
        if "goods_ids" in self.fields:
            field = cast(forms.ChoiceField, self.fields["goods_ids"])
            field.choices = [(str(one.id), goods_words(one).rstrip("。")) for one in self.held]

    def details(self) -> dict[str, Any]:
        """Arguments of the act besides case, measure, actor and time."""
        found = dict(self.cleaned_data)
        if "goods_ids" in found:
            chosen = found["goods_ids"]
            named = [chosen] if isinstance(chosen, str) else chosen
            found["goods_ids"] = [UUID(one) for one in named]
        if "receiver" in found:
            found["handing"] = Handing(found.pop("receiver"), found.pop("witness"))
        return found


class DatedForm(MeasureForm):
    """An act with its business date."""

    widths = {"on": "short"}
    on = DayField(label="行为日期", help_text="行为实际发生的日期。")


class HandedForm(MeasureForm):
    """An act whose paper is handed over at once."""

    receiver = forms.CharField(
        label="签收人", max_length=80, required=False, help_text="当事人拒绝签收的，不填。"
    )
    witness = forms.CharField(
        label="见证人",
        max_length=80,
        required=False,
        help_text="当事人不到场或者拒绝签收的，必须填写。",
    )


class AskedForm(MeasureForm):
    """采取何种措施，依据哪一条."""

    kind = RadioField(label="措施种类", choices=choices_of(MeasureKind))
    authority = forms.ChoiceField(label="法律、法规依据")
    object = forms.CharField(label="拟查封、扣押的场所、设施或者财物", max_length=300)
    reasons = TextField(label="理由", rows=3)

    def arrange(self) -> None:
        """Only provisions of laws and regulations that allow it."""
        super().arrange()
        field = cast(forms.ChoiceField, self.fields["authority"])
        named = [
            (str(cite), f"{cite}（{'、'.join(sorted(one.title for one in kinds))}）")
            for cite, kinds in AUTHORITIES.items()
        ]
        field.choices = [NOT_CHOSEN, *named]

    def draft(self) -> MeasureDraft:
        """What is asked for."""
        data = self.cleaned_data
        kind, cite = MeasureKind(data["kind"]), authority_at(data["authority"])
        return MeasureDraft(kind, cite, data["reasons"], data["object"])


class RequestForm(DatedForm, AskedForm):
    """呈请."""

    cites = {"authority": _law("10"), "reasons": _law("18", "", "1")}

    def details(self) -> dict[str, Any]:
        """The draft and its day."""
        return {"on": self.cleaned_data["on"], "draft": self.draft()}


class DecideForm(DatedForm):
    """批准、不批准."""

    reasons = TextField(label="审批意见", rows=3)


class SceneForm(HandedForm):
    """实施: what is done on the spot, and the list."""

    widths = {"taken_at": "medium", "receiver": "medium", "witness": "medium"}
    cites = {
        "done": _law("18"),
        "goods": _law("24", "3"),
        "keeper": _law("26", "2"),
        "witness": _law("18", "", "9"),
        "difference": _law("23", "2"),
    }
    taken_at = forms.DateTimeField(
        label="实施时间", widget=MomentInput, input_formats=["%Y-%m-%dT%H:%M"]
    )
    place = forms.CharField(label="实施地点", max_length=200)
    goods = GoodsField(
        label="财物清单",
        rows=5,
        help_text="一行一项：名称 规格 数量 单位 价值（元），各项之间空一格；规格、价值可以不填，"
        "价值之后可写照片编号。例：面粉 25公斤/袋 10 袋 1250 照片0001。"
        "有车架号、号牌、出厂编号、登记号、地址的，写“编号：”，用来核对是否已被其他机关查封、扣押。"
        "例：轿车 1 辆 编号：LSVAA2182N2000001",
    )
    kept_at = forms.CharField(label="存放地点", max_length=200)
    keeper = forms.CharField(
        label="受委托保管的第三人",
        max_length=120,
        required=False,
        help_text="由本机关保管的不填；只有查封可以委托第三人保管。",
    )
    done = TicksField(label="现场已经做到", choices=DONE, required=False)
    party_was_absent = forms.BooleanField(label="当事人没有到场", required=False)
    difference = TextField(
        label="与已被查封、扣押的同名财物不是同一物的说明",
        rows=2,
        required=False,
        help_text="该当事人的同名财物仍被查封、扣押，编号又不足以区别的，必须填写；没有的，不填。",
    )
    statement = TextField(
        label="当事人的陈述、申辩", rows=2, required=False, help_text="当事人没有意见的，不填。"
    )
    field_order = [
        *("kind", "authority", "object", "reasons", "taken_at", "place", "goods", "kept_at"),
        *("keeper", "done", "difference", "party_was_absent", "statement", "receiver", "witness"),
    ]

    def arrange(self) -> None:
        """Now, at the place of the case."""
        super().arrange()
        now = timezone.localtime()
        self.fields["taken_at"].initial = now.replace(second=0, microsecond=0)
        self.fields["place"].initial = self.case.place

    def clean_taken_at(self) -> datetime:
        """A moment that has come."""
        taken: datetime = self.cleaned_data["taken_at"]
        if taken > timezone.now() + timedelta(minutes=1):
            raise forms.ValidationError("实施时间尚未到来，请核对。")
        return taken

    def details(self) -> dict[str, Any]:
        """The scene."""
        data = self.cleaned_data
        ticked = set(data["done"])
        handing = Handing(data["receiver"], data["witness"])
        scene = SceneDraft(
            taken_at=data["taken_at"],
            place=data["place"],
            kept_at=data["kept_at"],
            goods=data["goods"],
            handing=handing,
            keeper=data["keeper"],
            statement=data["statement"],
            difference=data["difference"],
            party_was_present=not data["party_was_absent"],
        )
        stated: dict[str, Any] = {name: name in ticked for name, _ in DONE}
        return {"scene": replace(scene, **stated)}


class UrgentForm(SceneForm, AskedForm):
    """紧急情况当场实施: both at once."""

    def details(self) -> dict[str, Any]:
        """The draft and the scene."""
        return {"draft": self.draft(), **super().details()}


class ExtendForm(DatedForm, HandedForm):
    """延长."""

    cites = {"days": _law("25", "1"), "reasons": _law("25", "2")}
    widths = {"on": "short", "days": "short", "receiver": "medium", "witness": "medium"}
    units = {"days": "日"}
    days = forms.IntegerField(label="延长天数", min_value=1, max_value=999)
    reasons = TextField(label="情况复杂的理由", rows=3)
    field_order = ["on", "days", "reasons", "receiver", "witness"]


class StartTestForm(DatedForm, HandedForm):
    """告知检测（检验）期间."""

    cites = {"due_on": _law("25", "3")}
    widths = {"on": "short", "due_on": "short", "receiver": "medium", "witness": "medium"}
    due_on = DayField(label="检测（检验）截止日期", help_text="期间应当明确；费用由本机关承担。")
    content = TextField(label="检测、检验、检疫或者技术鉴定的事项和机构", rows=3)
    field_order = ["on", "due_on", "content", "receiver", "witness"]


class SellForm(DatedForm):
    """变卖."""

    cites = {"goods_ids": _law("28", "2")}
    widths = {"on": "short", "price_yuan": "short"}
    units = {"price_yuan": "元"}
    goods_ids = RadioField(label="变卖的财物")
    price_yuan = YuanField(label="变卖所得款项", max_digits=14)
    is_perishable = forms.BooleanField(label="是鲜活物品或者其他不易保管的财物", required=False)
    reasons = TextField(label="理由和变卖经过", rows=3)


class DisposeForm(DatedForm):
    """没收、销毁、随案移送."""

    cites = {"outcome": _law("27")}
    goods_ids = TicksField(label="财物")
    outcome = RadioField(label="处理结果", choices=choices_of(_OUTCOMES))
    reasons = TextField(label="依据和处理经过", rows=3)

    def details(self) -> dict[str, Any]:
        """The outcome as its kind."""
        found = super().details()
        return {**found, "outcome": GoodsOutcome(found["outcome"])}


class ReleaseForm(DatedForm, HandedForm):
    """解除并退还."""

    cites = {"ground": _law("28", "1"), "receiver": _law("28", "2")}
    widths = {"on": "short", "receiver": "medium", "witness": "medium"}
    goods_ids = TicksField(label="退还的财物")
    ground = RadioField(label="解除情形", choices=choices_of(ReleaseGround))
    reasons = TextField(label="理由", rows=3)
    field_order = ["on", "goods_ids", "ground", "reasons", "receiver", "witness"]

    def arrange(self) -> None:
        """Everything still held is ticked."""
        super().arrange()
        self.fields["goods_ids"].initial = [str(one.id) for one in self.held]

    def details(self) -> dict[str, Any]:
        """The ground as its kind."""
        found = super().details()
        return {**found, "ground": ReleaseGround(found["ground"])}


FORMS: dict[MeasureMove, type[MeasureForm]] = {
    MeasureMove.REQUEST: RequestForm,
    MeasureMove.APPROVE: DecideForm,
    MeasureMove.DECLINE: DecideForm,
    MeasureMove.TAKE: SceneForm,
    MeasureMove.TAKE_URGENTLY: UrgentForm,
    MeasureMove.EXTEND: ExtendForm,
    MeasureMove.START_TEST: StartTestForm,
    MeasureMove.END_TEST: DatedForm,
    MeasureMove.SELL: SellForm,
    MeasureMove.DISPOSE: DisposeForm,
    MeasureMove.RELEASE: ReleaseForm,
}
