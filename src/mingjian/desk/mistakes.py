"""What is missing or wrong in the forms of one page, told once, each with a way to its field."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BaseForm


@dataclass(frozen=True)
class Mistake:
    """One sentence; ``target`` is the id of the field, "" where none alone is at fault."""

    text: str
    target: str = ""


def mistakes_in(*forms: BaseForm) -> list[Mistake]:
    """All faults of the forms in the order of their fields."""
    found = []
    for form in forms:
        if not form.is_bound:
            continue
        found += [Mistake(str(text)) for text in form.non_field_errors()]
        for bound in form:
            target = str(bound.id_for_label or bound.auto_id)
            found += [Mistake(str(text), target) for text in bound.errors]
    return found
