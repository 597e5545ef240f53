"""Forms of the archive."""

from __future__ import annotations

from typing import Any

from django import forms

from mingjian.archive.borrowing import LONGEST_DAYS
from mingjian.archive.kinds import HoldGround
from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField
from mingjian.law.citation import Citation


class NoteForm(DeskForm):
    """移交、归档: what is to be said of the file in its 备考表."""

    note = TextField(
        label="说明",
        required=False,
        max_length=1000,
        help_text="写入卷内备考表。有非必备材料缺项或者逾期移交的，必须说明情况和原因。",
    )


class HoldForm(DeskForm):
    """登记暂缓销毁."""

    ground = RadioField(label="事由", choices=[(g.value, g.title) for g in HoldGround])
    reasons = TextField(label="情况说明", max_length=1000, help_text="写明案号、来函机关和文号。")


class LiftForm(DeskForm):
    """解除暂缓销毁."""

    because = TextField(label="解除的理由", max_length=1000)


class RetentionForm(DeskForm):
    """重新划定保管期限."""

    cites = {"until": Citation("档案法实施条例", "24", "2")}
    widths = {"until": "short"}

    until = DayField(label="延长到", required=False, help_text="改为永久保管的，不填日期。")
    reasons = TextField(label="鉴定意见", max_length=1000)


class DestructionForm(DeskForm):
    """提出销毁."""

    appraisal = TextField(
        label="鉴定意见",
        max_length=2000,
        help_text="写明鉴定人员、日期、没有继续保存价值的理由。",
    )


class BorrowForm(DeskForm):
    """申请借阅."""

    purpose = forms.CharField(label="借阅目的", max_length=200, help_text="例如：行政复议答复。")
    with_internal = forms.BooleanField(label="需要查阅副卷（内部材料）", required=False)
    with_package = forms.BooleanField(
        label="需要带出归档信息包（含未遮挡的音像原件）",
        required=False,
        help_text="移交档案馆等，由档案管理人员申请、另一人批准，在期限内下载，每次都有登记。",
    )

    def __init__(self, *args: Any, may_take_package: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_take_package:
            del self.fields["with_package"]


class LoanDecisionForm(DeskForm):
    """审批借阅."""

    widths = {"days": "short"}

    approved = RadioField(label="审批意见", choices=[("yes", "同意借阅"), ("no", "不同意")])
    days = forms.IntegerField(
        label="借阅天数", initial=7, min_value=1, max_value=LONGEST_DAYS, help_text="到期自动失效。"
    )
    opinion = forms.CharField(label="说明", required=False, max_length=200)
