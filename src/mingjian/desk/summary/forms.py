"""The one form on the spot (当场处罚), and the short forms of money and filing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from mingjian.cases.models import Case
from mingjian.desk.cases.forms.base import NOT_CHOSEN, Choices, choices_of
from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField, TicksField
from mingjian.desk.summary.parties import PartyUnclear, party_on_the_spot
from mingjian.law.citation import Citation
from mingjian.law.procedure import EvidenceKind, PaymentChannel
from mingjian.law.summary import Leniency, PaymentWay, SummaryMove
from mingjian.law.summary.choices import SpotChoice
from mingjian.registry.models import Officer, Party
from mingjian.web.forms import YuanField

# 须打字的栏目：一屏之内最多六个，其余点选或者自动填写。
TYPED = ("party", "party_name", "place", "amount_yuan", "statement", "answer")
_ON_THE_SPOT = (
    *(EvidenceKind.AUDIOVISUAL, EvidenceKind.SCENE_RECORD, EvidenceKind.PARTY_STATEMENT),
    *(EvidenceKind.PHYSICAL, EvidenceKind.DOCUMENTARY, EvidenceKind.WITNESS_TESTIMONY),
)
SIGNED, REFUSED = "signed", "refused"


class SpotForm(DeskForm):
    """当场处罚. ``case_id`` is made when the form is shown: sent twice, it decides once.

    ``told`` is signed by the server when the party was told; without it nothing is decided.
    """

    widths = {"party": "medium", "party_name": "medium", "amount_yuan": "short"}
    units = {"amount_yuan": "元"}
    cites = {
        "amount_yuan": Citation("行政处罚法", "51"),
        "partner": Citation("行政处罚法", "42", "1"),
        "leniency": Citation("行政处罚法", "33", "1"),
        "cards_were_shown": Citation("行政处罚法", "52", "1"),
        "statement": Citation("行政处罚法", "45"),
        "way": Citation("行政处罚法", "68"),
        "receipt": Citation("行政处罚法", "52", "1"),
    }
    case_id = forms.UUIDField(widget=forms.HiddenInput)
    told = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    party = forms.CharField(
        label="当事人",
        max_length=120,
        help_text="名录中已有的，填姓名、名称或者号码；没有的，填身份证号码或者统一社会信用代码。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    party_name = forms.CharField(
        label="姓名或者名称",
        max_length=120,
        required=False,
        help_text="名录中没有该当事人的，必须填写。",
    )
    choice = forms.ChoiceField(label="违法行为和裁量阶次")
    order_was_disobeyed = forms.BooleanField(
        label="已经书面责令改正，当事人拒不改正或者逾期不改正", required=False
    )
    place = forms.CharField(label="违法行为发生地", max_length=200)
    evidence = TicksField(label="证据", choices=choices_of(_ON_THE_SPOT))
    facts_are_certain = forms.BooleanField(label="违法事实确凿，证据充分", required=False)
    leniency = RadioField(
        label="轻微不罚、首违不罚", choices=choices_of(Leniency), initial=Leniency.NONE.value
    )
    is_warned = forms.BooleanField(label="警告", required=False)
    amount_yuan = YuanField(
        label="罚款金额",
        required=False,
        min_value=Decimal("0.01"),
        max_digits=14,
        help_text="阶次已定数额的可以不填；只处警告的不填。",
    )
    partner = forms.ChoiceField(label="另一名执法人员")
    cards_were_shown = forms.BooleanField(label="已向当事人出示执法证件", required=False)
    party_was_heard = forms.BooleanField(
        label="已听取当事人陈述、申辩，或者当事人表示不陈述、申辩", required=False
    )
    statement = TextField(
        label="当事人的陈述、申辩",
        rows=2,
        required=False,
        help_text="当事人表示不陈述、申辩的，不填。",
    )
    answer = TextField(
        label="复核意见",
        rows=2,
        required=False,
        help_text="有陈述、申辩的，必须填写是否采纳和理由。",
    )
    way = RadioField(
        label="缴款方式",
        choices=choices_of(PaymentWay),
        initial=PaymentWay.BANK.value,
        required=False,
    )
    receipt = RadioField(
        label="当场交付",
        choices=[(SIGNED, "当事人签收"), (REFUSED, "当事人拒绝签收，已在决定书上注明")],
        initial=SIGNED,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        choices: Sequence[SpotChoice],
        partners: Sequence[Officer],
        on: date,
        **kwargs: Any,
    ) -> None:
        self.on, self.found = on, cast(Party | None, None)
        super().__init__(*args, **kwargs)
        self._offer("choice", [NOT_CHOSEN, *_grouped(choices)])
        self._offer("partner", [(str(one.id), one.name) for one in partners])

    def clean(self) -> dict[str, Any]:
        """Find the party; what is typed besides is the law's to judge."""
        found = super().clean() or {}
        if "party" in found:
            try:
                self.found = party_on_the_spot(
                    text=found["party"],
                    name=found.get("party_name", ""),
                    on=self.on,
                )
            except PartyUnclear as unclear:
                self.add_error(unclear.field, str(unclear))
        return found

    def _offer(self, name: str, choices: Choices | list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


class AfterForm(DeskForm):
    """An act after the decision: its day, and for money the number of the receipt."""

    widths = {"on": "short", "receipt_number": "medium"}
    on = DayField(label="行为日期", help_text="行为实际发生的日期。")
    channel = forms.ChoiceField(
        label="缴款方式",
        choices=choices_of((PaymentChannel.BANK, PaymentChannel.ELECTRONIC)),
    )
    receipt_number = forms.CharField(label="票据号", max_length=60)

    def __init__(self, *args: Any, move: SummaryMove, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": on}, **kwargs)
        for name in _NEEDLESS.get(move, ()):
            del self.fields[name]
        if "receipt_number" in self.fields:
            self.fields["receipt_number"].help_text = _RECEIPTS[move]

    def details(self) -> dict[str, Any]:
        """Arguments of the act besides case, actor and time."""
        found = dict(self.cleaned_data)
        if "channel" in found:
            found["channel"] = PaymentChannel(found["channel"])
        return found


_NEEDLESS = {
    SummaryMove.COLLECT: ("channel",),
    SummaryMove.HAND_IN: ("channel", "receipt_number"),
    SummaryMove.BANK: ("channel",),
    SummaryMove.FILE: ("channel", "receipt_number"),
}
_RECEIPTS = {
    SummaryMove.COLLECT: "省级财政部门统一制发的专用票据的号码（《行政处罚法》第七十条）。",
    SummaryMove.BANK: "银行回单的号码。",
    SummaryMove.PAY: "罚没收入票据或者电子缴款凭证的号码。",
}


def _grouped(choices: Sequence[SpotChoice]) -> list[tuple[str, Choices]]:
    groups: dict[str, Choices] = {}
    for one in choices:
        groups.setdefault(one.group, []).append((one.id, one.words))
    return list(groups.items())
