"""Forms of the law book room."""

from __future__ import annotations

from typing import Any

from django import forms

from mingjian.desk.fields import DeskForm


class SwitchForm(DeskForm):
    """更换法律参数包."""

    widths = {"agency": "medium", "pack": "medium"}

    agency = forms.ChoiceField(label="执法主体")
    pack = forms.ChoiceField(label="更换为")
    is_understood = forms.BooleanField(
        label="已阅知：新立案件适用新的法律参数，在办案件沿用立案时的法律参数",
    )

    def __init__(
        self,
        *args: Any,
        agencies: list[tuple[str, str]],
        packs: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("agency", agencies)
        self._offer("pack", packs)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "请选择"), *choices]
