"""Forms of the standing lists: one row, why it changed, a file, an opinion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from mingjian.desk.fields import DeskForm, RadioField, TextField
from mingjian.law.standing.checks import LONGEST
from mingjian.law.standing.kinds import Element, Row

_NOTE = "改了什么、为什么改；随清单存档。"


class NoteForm(DeskForm):
    """变更说明."""

    note = forms.CharField(label="变更说明", max_length=300, help_text=_NOTE)
    widths = {"note": "long"}


class RowForm(NoteForm):
    """One row: a field for each element of this place; a gap may be kept, not published."""

    def __init__(
        self,
        *args: Any,
        elements: Sequence[Element],
        row: Row = (),
        filed: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        self.owed = {f"cell_{at}" for at, one in enumerate(elements) if one.is_required}
        for index, element in enumerate(elements):
            self.fields[f"cell_{index}"] = TextField(
                label=element.title,
                rows=2,
                required=False,
                max_length=LONGEST,
                initial=row[index] if row else "",
                help_text="可以先不填，公布以前须补齐。" if element.is_required else "",
            )
        if filed is not None:
            self.fields["filed"] = forms.CharField(
                label="备案文号",
                max_length=120,
                required=False,
                initial=filed,
                help_text="公布前报同级司法行政机关备案的文号。",
            )
        self.fields["note"] = note

    def row(self) -> Row:
        """The cells in order."""
        names = [name for name in self.fields if name.startswith("cell_")]
        return tuple(self.cleaned_data[name].strip() for name in names)


class ListFileForm(NoteForm):
    """清单文件."""

    file = forms.FileField(label="清单文件", help_text="XLSX，或者 UTF-8、GBK 编码的 CSV。")
    field_order = ["file", "note"]


class ReviewForm(DeskForm):
    """复核意见."""

    seen_hash = forms.CharField(widget=forms.HiddenInput)
    passed = RadioField(label="复核结论", choices=[("1", "同意公布"), ("0", "退回修改")])
    opinion = TextField(label="复核意见", rows=3, max_length=1000)
