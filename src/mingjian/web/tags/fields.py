"""Tags that render forms: label above, hint with article, unit inside, error at the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, CheckboxInput, FileInput, Textarea
from django.forms.boundfield import BoundField
from django.template import Library

from mingjian.law.citation import Citation

register = Library()


@dataclass(frozen=True)
class FieldView:
    """What the field template needs, asked once of the form."""

    bound: BoundField
    unit: str
    cite: Citation | None
    width: str
    layout: str  # line | area | choice | tick | file
    is_optional: bool

    @property
    def input_id(self) -> str:
        """Where a link to the field leads: a group of choices has its first choice."""
        return f"{self.bound.auto_id}_0" if self.layout == "choice" else self.bound.id_for_label


@register.inclusion_tag("web/parts/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """Error summary, hidden fields and every visible field, in order or in the form's groups."""
    return {"form": form, "groups": _groups(form)}


@register.inclusion_tag("web/parts/form_field.html")
def form_field(bound: BoundField) -> dict[str, Any]:
    """One field of a form."""
    return {"field": _view(bound)}


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What is missing or wrong, on top, each message a link to its field."""
    mistakes = [
        {"target": _view(bound).input_id, "label": bound.label, "text": text}
        for bound in form
        for text in bound.errors
    ]
    return {"mistakes": mistakes, "general": form.non_field_errors(), "form": form}


def _groups(form: BaseForm) -> list[dict[str, Any]]:
    """The form's ``legends`` in their order, then whatever no legend names."""
    legends: dict[str, tuple[str, ...]] = getattr(form, "legends", {})
    named = {name for names in legends.values() for name in names}
    groups = [
        {"title": title, "fields": [_view(form[name]) for name in names]}
        for title, names in legends.items()
    ]
    rest = [_view(bound) for bound in form.visible_fields() if bound.name not in named]
    return [*groups, {"title": "", "fields": rest}] if rest else groups


def _view(bound: BoundField) -> FieldView:
    form, name = bound.form, bound.name
    return FieldView(
        bound=bound,
        unit=getattr(form, "units", {}).get(name, ""),
        cite=getattr(form, "cites", {}).get(name),
        width=getattr(form, "widths", {}).get(name, "long"),
        layout=_layout(bound),
        # ``owed``: may be left empty here, but the law asks for it later.
        is_optional=not bound.field.required and name not in getattr(form, "owed", ()),
    )


def _layout(bound: BoundField) -> str:
    widget = bound.field.widget
    if widget.use_fieldset:
        return "choice"
    for kind, layout in ((CheckboxInput, "tick"), (FileInput, "file"), (Textarea, "area")):
        if isinstance(widget, kind):
            return layout
    return "line"
