"""Forms of the disclosure room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField
from mingjian.disclosure.grounds import Ground, WithholdGround
from mingjian.disclosure.past_columns import COLUMNS
from mingjian.disclosure.preparing import Choice
from mingjian.disclosure.projection import Masks
from mingjian.disclosure.withdrawing import Basis
from mingjian.law.citation import Citation

_ONE_A_LINE = "每行一项，与决定原文一字不差。"
_YES, _NO = "yes", "no"
# 由系统按规则认定的事由（未成年人、依规定不公示）不必再选。
_CHOSEN_GROUNDS = (WithholdGround.SECRET, WithholdGround.THIRD_PARTY)
LARGEST_UPLOAD = 1024**3
_MASKS = ("other_people", "reporters", "trade_secrets", "sensitive")


class MasksForm(DeskForm):
    """需要隐去的内容: passages of the decision, line by line."""

    other_people = TextField(
        label="其他人姓名",
        rows=2,
        required=False,
        help_text=f"证人、投诉人、代理人、从业人员等，公示为“某A”“某B”。{_ONE_A_LINE}",
    )
    reporters = TextField(
        label="举报人信息",
        rows=2,
        required=False,
        help_text=f"姓名和可以识别举报人的信息，一律删去。{_ONE_A_LINE}",
    )
    trade_secrets = TextField(
        label="商业秘密",
        rows=2,
        required=False,
        help_text=f"配方、客户名单、价格、工艺等，以“××”代替。{_ONE_A_LINE}",
    )
    sensitive = TextField(
        label="敏感个人信息",
        rows=2,
        required=False,
        help_text=f"健康、行踪、账户、未成年人等信息，一律删去。{_ONE_A_LINE}",
    )

    def masks(self) -> Masks:
        """What to cover; also from a form that is not valid yet, for the preview."""
        return Masks(**{name: self._lines(name) for name in _MASKS})

    def _lines(self, name: str) -> tuple[str, ...]:
        text = str(self[name].value() or "")
        return tuple(line for line in map(str.strip, text.splitlines()) if line)


class PrepareForm(MasksForm):
    """形成公示稿: is it published, why, and what is covered."""

    cites = {
        "social_effect": Citation("行政处罚法", "48", "1"),
        "withhold": Citation("政府信息公开条例", "15"),
    }
    widths = {"withhold": "medium"}
    legends = {
        "是否公示": ("social_effect", "withhold", "reasons"),
        "需要隐去的内容": _MASKS,
    }

    social_effect = RadioField(
        label="决定是否具有一定社会影响",
        choices=[(_YES, "具有一定社会影响，应当公示"), (_NO, "不具有一定社会影响，不予公示")],
    )
    withhold = forms.ChoiceField(
        label="其他不予公示的事由",
        required=False,
        choices=[("", "没有"), *((one.value, one.title) for one in _CHOSEN_GROUNDS)],
    )
    reasons = TextField(
        label="理由",
        rows=3,
        help_text="写明对社会影响的判断；不予公示的，写明依据的事实。理由随公示稿送审并永久留存。",
    )

    def choice(self) -> Choice:
        """The clerk's judgment, from a valid form."""
        ground = self.cleaned_data["withhold"]
        return Choice(
            social_effect=self.cleaned_data["social_effect"] == _YES,
            reasons=self.cleaned_data["reasons"],
            masks=self.masks(),
            withhold=WithholdGround(ground) if ground else None,
        )


class CorrectionForm(MasksForm):
    """形成更正稿: the decision anew with other masks."""

    legends = {"更正": ("reasons",), "需要隐去的内容": _MASKS}

    reasons = TextField(
        label="更正的原因",
        rows=2,
        max_length=300,
        help_text="将在公示页向社会公开，请勿写入任何个人信息。",
    )

    def choice(self) -> Choice:
        """The correction, from a valid form: what was published stays published."""
        return Choice(social_effect=True, reasons=self.cleaned_data["reasons"], masks=self.masks())


class OpinionForm(DeskForm):
    """内容审核 or 保密审查: the opinion, and the hash of the text that was read."""

    seen_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    opinion = TextField(label="审查意见", rows=3, max_length=2000)


class WithdrawForm(DeskForm):
    """登记撤回事由."""

    cites = {"effective_on": Citation("行政处罚法", "48", "2")}
    widths = {"ground": "medium", "effective_on": "short"}

    ground = forms.ChoiceField(
        label="撤回的事由",
        choices=[
            ("", "请选择"),
            *((one.value, one.title) for one in Ground if one is not Ground.TERM_ENDED),
        ],
    )
    document = forms.CharField(
        label="法律文书",
        required=False,
        max_length=200,
        help_text="决定被撤销、变更、确认违法或者无效的，填写作出机关、文书名称和文号。",
    )
    effective_on = DayField(
        label="生效日期",
        help_text="法律文书生效之日；公示内容有误的，为发现之日。撤回期限自该日起算。",
    )
    reason = TextField(
        label="向社会公开的理由",
        rows=3,
        max_length=300,
        help_text="撤回后公示页只留存根：事由、理由、依据和日期。请勿写入任何个人信息。",
    )

    def basis(self) -> Basis:
        """The ground and its effect, from a valid form."""
        return Basis(
            ground=Ground(self.cleaned_data["ground"]),
            reason=self.cleaned_data["reason"],
            effective_on=self.cleaned_data["effective_on"],
            document=self.cleaned_data["document"],
        )


class UploadForm(DeskForm):
    """上传历史决定文件."""

    file = forms.FileField(
        label="历史决定文件",
        max_length=200,
        allow_empty_file=False,
        help_text="CSV（UTF-8 或者 GBK 编码）或者 XLSX，第一行为列名。先逐行检查，不保存任何内容。",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
    )
    national = forms.BooleanField(
        label="这是国家“双公示”数据表（CF_WSH 等列名）：按列名对应，其余的列不读入",
        required=False,
    )

    large = forms.BooleanField(
        label="作为大文件导入：先核对每一列，再在后台逐行检查（超过20兆字节、两万行的自动如此）",
        required=False,
    )

    def clean_file(self) -> Any:
        """Not larger than an upload may be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError("文件超过1吉字节，请按年度拆分后分别导入。")
        return file


class BatchForm(DeskForm):
    """形成批次公示稿."""

    reasons = TextField(
        label="公示的理由和来源",
        rows=3,
        help_text="例如：本机关某年某月至某年某月已生效的处罚决定。",
    )


class RowCorrectionForm(DeskForm):
    """更正导入的一行: the columns of the template, as they were imported."""

    reasons = TextField(
        label="更正的原因",
        rows=2,
        max_length=300,
        help_text="将在公示页向社会公开，请勿写入个人信息。",
    )

    def __init__(self, *args: Any, raw: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._raw = raw
        for number, column in enumerate(COLUMNS):
            self.fields[f"column{number}"] = forms.CharField(
                label=column, required=False, max_length=5000, initial=raw.get(column, "")
            )

    def changes(self) -> dict[str, str]:
        """Columns whose text is another than the imported one."""
        typed = {
            column: self.cleaned_data[f"column{number}"] for number, column in enumerate(COLUMNS)
        }
        return {column: text for column, text in typed.items() if text != self._raw.get(column, "")}
