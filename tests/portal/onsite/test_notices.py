"""Notice texts: the words of the forms themselves, with blanks where the case comes in."""

from __future__ import annotations

from datetime import date

from mingjian.law.document_types import document_type
from mingjian.portal.onsite.notices import notice_texts

ON = date(2026, 4, 20)


def test_the_public_text_is_the_form_with_blanks() -> None:
    found = {one.code: one for one in notice_texts(on=ON)}

    text = "\n".join(found["CF37"].paragraphs)
    assert "{" not in text
    assert "＿＿＿" in text
    assert "有权进行陈述和申辩" in text
    assert found["CF37"].basis == document_type("CF37").basis


def test_before_the_forms_were_in_use_there_is_none() -> None:
    assert notice_texts(on=date(2021, 7, 14)) == []
