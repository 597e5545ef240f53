"""Forms of papers (文书式样): which one a paper is made in, and the fingerprint of that form.

The fingerprint is taken of everything that decides how the form reads and looks: the type, the
variant, the words that the act writes and the templates. A change of any of them is another form,
which may have to be filed again (文书格式备案).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from mingjian.dossier.looks import Look, look_for, looks
from mingjian.journal.canonical import digest, plain
from mingjian.law.document_forms import Form, content_in_form

DOMAIN = "document-form"
SHORT = 12  # hex digits a person compares


def look_of(form: Form, *, on: date) -> Look:
    """版式: the variant's own, else the one of the day."""
    if form.variant is not None and form.variant.look:
        return looks()[form.variant.look]
    return look_for(on=on)


def fingerprint_of(form: Form, *, on: date) -> str:
    """式样的校验码 (SHA-256, hex) on that day."""
    return _fingerprint(form, look_of(form, on=on).id)


def made_in(content: Mapping[str, Any], form: Form, *, on: date) -> dict[str, Any]:
    """The content in this form, which it names."""
    named = {
        "id": form.id,
        "key": form.key,
        "look": look_of(form, on=on).id,
        "fingerprint": fingerprint_of(form, on=on),
    }
    return {**content_in_form(content, form), "form": named}


@lru_cache(maxsize=2000)
def _fingerprint(form: Form, look_id: str) -> str:
    said = {
        "key": form.key,
        "form": form.id,
        "title": form.title,
        "type": asdict(form.national) if form.national else None,
        "variant": asdict(form.variant) if form.variant else None,
        "words": form.wording.digest if form.wording else "",
        "templates": dict(looks()[look_id].files),
    }
    return digest(DOMAIN, plain(said))
