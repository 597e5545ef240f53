"""Forms of the device register."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms

from mingjian.desk.fields import DeskForm, RadioField, TextField
from mingjian.evidence.devices import Happening, NewDevice
from mingjian.law.devices import DeviceAct, DeviceKind
from mingjian.web.forms import MomentInput

Choices = list[tuple[str, str]]
_NOTES = {
    DeviceAct.REPAIR: "故障情况",
    DeviceAct.REPAIRED: "修复情况",
    DeviceAct.RETIRE: "报废、遗失的情况",
}


class DeviceForm(DeskForm):
    """登记设备."""

    widths = {
        **dict.fromkeys(["agency", "model", "serial", "storage_place"], "medium"),
        "number": "short",
    }
    legends = {
        "设备": ("agency", "number", "kind", "model", "serial"),
        "保管": ("storage_place", "public_key"),
    }

    agency = forms.ChoiceField(label="执法主体")
    number = forms.CharField(
        label="设备编号",
        max_length=60,
        help_text="与录音录像文件名中的设备编号一致；计数重新从头开始的设备，请换一个编号登记。",
    )
    kind = RadioField(label="设备类别", choices=[(one.value, one.title) for one in DeviceKind])
    model = forms.CharField(label="型号", max_length=80)
    serial = forms.CharField(label="出厂序列号", max_length=80)
    storage_place = forms.CharField(
        label="存放地点", max_length=120, help_text="归还以后放在哪里，例如：202室1号柜。"
    )
    public_key = forms.CharField(
        label="设备签名公钥",
        max_length=60,
        required=False,
        help_text="设备对文件签名的，填写厂家提供的 Ed25519 公钥（base64）；没有的可以不填。",
    )

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["agency"]).choices = agencies

    def device(self) -> NewDevice:
        """The device as entered, from a valid form."""
        said = {name: value.strip() for name, value in self.cleaned_data.items()}
        kind = DeviceKind(said.pop("kind"))
        return NewDevice(agency_id=UUID(said.pop("agency")), kind=kind, **said)


class EventForm(DeskForm):
    """领用、归还、送修、修复入库、报废."""

    widths = {"officer": "medium", "happened_at": "short"}

    officer = forms.ChoiceField(label="领用人", required=False)
    happened_at = forms.DateTimeField(
        label="时间",
        widget=MomentInput,
        help_text="补登的，填写实际时间；台账同时记下登记的时间。",
        error_messages={"invalid": "时间的格式不正确，请重新选择。"},
    )
    note = TextField(label="备注", required=False, rows=2, max_length=200)

    def __init__(self, *args: Any, act: DeviceAct, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        if act is DeviceAct.ISSUE:
            cast(forms.ChoiceField, self.fields["officer"]).choices = officers
        else:
            del self.fields["officer"]
        self.fields["note"].label = _NOTES.get(act, "备注")

    def happening(self) -> Happening:
        """What happened, from a valid form."""
        officer, said = self.cleaned_data.get("officer"), self.cleaned_data
        return Happening(
            self.act,
            said["happened_at"],
            officer_id=UUID(officer) if officer else None,
            note=said["note"],
        )


class StorageForm(DeskForm):
    """变更存放地点."""

    widths = {"storage_place": "medium"}

    storage_place = forms.CharField(label="存放地点", max_length=120)
