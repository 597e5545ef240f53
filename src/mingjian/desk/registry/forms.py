"""Forms of the registers."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms

from mingjian.access.models import User
from mingjian.desk.fields import LONG_AGO, DayField, DeskForm, TextField
from mingjian.journal.ids import new_id
from mingjian.law.citation import Citation
from mingjian.law.violations import LINE_LABELS, Line
from mingjian.registry.credentials import NewCredential
from mingjian.registry.models import Agency
from mingjian.registry.officers import NewOfficer

Choices = list[tuple[str, str]]


class OfficerForm(DeskForm):
    """登记执法人员."""

    widths = {
        **dict.fromkeys(["agency", "account", "post", "category"], "medium"),
        **dict.fromkeys(["name", "since", "reviewer_since"], "short"),
    }
    cites = {"reviewer_since": Citation("行政处罚法", "58", "2")}
    legends = {
        "人员": ("agency", "name", "account", "post", "category", "since"),
        "资格": ("is_assistant", "legal_qualification", "reviewer_since"),
    }

    # Made when the form is shown: the same form sent twice names the same person.
    person_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    agency = forms.ChoiceField(label="执法主体")
    name = forms.CharField(label="姓名", max_length=80)
    account = forms.CharField(
        label="系统账号",
        required=False,
        max_length=40,
        help_text="已开立账号的，填写用户名，使账号与人员对应；没有账号的，可以不填。",
    )
    post = forms.CharField(label="职务", max_length=80)
    category = forms.CharField(label="执法类别", max_length=80, help_text="例如：市场监管、水利。")
    since = DayField(label="到岗日期", earliest=LONG_AGO)
    is_assistant = forms.BooleanField(
        label="辅助人员（不得独立执法，不领执法证件）", required=False
    )
    legal_qualification = forms.BooleanField(label="已取得法律职业资格", required=False)
    reviewer_since = DayField(
        label="从事法制审核的起始日期",
        required=False,
        earliest=LONG_AGO,
        help_text="法制审核人员填写；初次从事行政处罚决定法制审核的，应当取得法律职业资格。",
    )

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["agency"]).choices = [("", "请选择"), *agencies]

    def clean_account(self) -> UUID | None:
        """The person behind the username."""
        username = str(self.cleaned_data["account"]).strip().lower()
        if not username:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            raise forms.ValidationError("没有这个用户名，请核对，或者不填。")
        return user.person_id

    def officer(self) -> NewOfficer:
        """The officer as entered, from a valid form."""
        data = self.cleaned_data
        return NewOfficer(
            agency_id=UUID(data["agency"]),
            name=data["name"].strip(),
            post=data["post"].strip(),
            category=data["category"].strip(),
            since=data["since"],
            person_id=data["account"] or data["person_id"],
            is_assistant=data["is_assistant"],
            legal_qualification=data["legal_qualification"],
            reviewer_since=data["reviewer_since"],
        )


class LeaveForm(DeskForm):
    """办理离岗."""

    widths = {"until": "short"}
    until = DayField(label="离岗日期", earliest=LONG_AGO, help_text="自该日起不再履行执法职责。")


class CredentialForm(DeskForm):
    """登记执法证件."""

    widths = {
        **dict.fromkeys(["number", "category"], "medium"),
        **dict.fromkeys(["area", "valid_from", "valid_until"], "short"),
    }

    number = forms.CharField(label="证件编号", max_length=40)
    category = forms.CharField(label="执法类别", max_length=80)
    area = forms.RegexField(
        r"^\d{6}$",
        label="执法区域",
        help_text="六位行政区划代码。",
        error_messages={"invalid": "执法区域应当是六位行政区划代码，例如230125。"},
    )
    issued_by = forms.CharField(label="发证机关", max_length=120)
    valid_from = DayField(label="有效期自", earliest=LONG_AGO)
    valid_until = DayField(
        label="有效期至", earliest=LONG_AGO, help_text="证件上印的最后一天，当日仍有效。"
    )

    def credential(self) -> NewCredential:
        """The credential as printed, from a valid form."""
        return NewCredential(**self.cleaned_data)


class StopForm(DeskForm):
    """吊销、注销执法证件."""

    widths = {"since": "short"}

    since = DayField(label="起始日期", earliest=LONG_AGO, help_text="自该日起不得使用该证件执法。")
    reason = TextField(label="理由和依据", rows=3, max_length=2000)


class SuspendForm(StopForm):
    """暂扣执法证件."""

    widths = {"since": "short", "until": "short"}
    field_order = ("since", "until", "reason")

    until = DayField(
        label="恢复日期",
        required=False,
        earliest=LONG_AGO,
        help_text="自该日起恢复使用；尚未确定的，不填，发还时再登记。",
    )


class ReturnForm(DeskForm):
    """发还暂扣的执法证件."""

    widths = {"until": "short"}
    until = DayField(label="恢复日期", earliest=LONG_AGO, help_text="自该日起恢复使用。")


class OpenForm(DeskForm):
    """查看密存内容: why."""

    purpose = forms.CharField(
        label="查看的事由",
        max_length=100,
        help_text="例如：填写送达回证。查看人、时间和事由记入当事人的全过程记录。",
    )


class AgencyForm(DeskForm):
    """变更执法主体信息."""

    legends = {
        "主体": ("name", "short_name", "credit_code", "legal_representative"),
        "公开内容": ("duties", "funding_source", "staffing", "address", "complaint_phone"),
        "救济": ("reconsideration_body", "court"),
        "法制审核": ("government_reviewer_id",),
    }

    name = forms.CharField(label="名称", max_length=120)
    short_name = forms.CharField(label="简称", max_length=40)
    credit_code = forms.CharField(label="统一社会信用代码", required=False, max_length=18)
    legal_representative = forms.CharField(label="法定代表人", required=False, max_length=80)
    duties = TextField(label="执法职责", required=False, rows=3)
    funding_source = forms.CharField(label="经费来源", required=False, max_length=200)
    staffing = forms.CharField(label="队伍编制", required=False, max_length=200)
    address = forms.CharField(label="单位地址", required=False, max_length=200)
    complaint_phone = forms.CharField(label="投诉举报电话", required=False, max_length=60)
    reconsideration_body = forms.CharField(label="复议机关", max_length=120)
    court = forms.CharField(label="管辖法院", max_length=120)
    government_reviewer_id = forms.ChoiceField(
        label="政府法制机构",
        required=False,
        help_text="以政府名义作出的决定，本机关审核同意后报其再次审核。",
    )

    @classmethod
    def of(cls, agency: Agency, data: Any = None) -> AgencyForm:
        """The form filled with what is registered."""
        names = cls.base_fields
        form = cls(data, initial={name: getattr(agency, name) or "" for name in names})
        form.initial["government_reviewer_id"] = str(agency.government_reviewer_id or "")
        others = Agency.objects.filter(until__isnull=True).exclude(id=agency.id)
        choices = [(str(one.id), one.name) for one in others.order_by("division_code", "name")]
        form.fields["government_reviewer_id"].choices = [("", "没有"), *choices]  # type: ignore[attr-defined]  # a ChoiceField
        return form

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what is registered, from a valid form."""
        changed = {name: self.cleaned_data[name].strip() for name in self.changed_data}
        if "government_reviewer_id" in changed:
            chosen = changed["government_reviewer_id"]
            return {**changed, "government_reviewer_id": UUID(chosen) if chosen else None}
        return changed


class PowerForm(DeskForm):
    """登记执法权限."""

    widths = {"line": "short", "since": "short"}

    line = forms.ChoiceField(
        label="执法领域",
        choices=[("", "请选择"), *((line.value, label) for line, label in LINE_LABELS.items())],
    )
    cite = forms.CharField(
        label="依据", max_length=200, help_text="法律、法规、规章的条款，例如《水法》第十二条。"
    )
    since = DayField(label="起始日期", earliest=LONG_AGO)

    def details(self) -> dict[str, Any]:
        """Arguments of the act, from a valid form."""
        return {**self.cleaned_data, "line": Line(self.cleaned_data["line"])}


class PowerEndForm(DeskForm):
    """终止执法权限."""

    widths = {"until": "short"}
    until = DayField(label="终止日期", earliest=LONG_AGO, help_text="自该日起没有该项权限。")
