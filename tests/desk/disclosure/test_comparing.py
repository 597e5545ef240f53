"""Inside and outside: every field of the decision stands beside what the public reads."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from mingjian.desk.disclosure.comparing import diff_rows, generated_rows, public_lines
from mingjian.disclosure.models import Duty
from mingjian.disclosure.preparing import preview_publication
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.disclosure.sources import source_of_case
from mingjian.web.parts import DiffRow
from tests.disclosure.make import decided, decided_against_a_person

pytestmark = pytest.mark.django_db


def rows_of(duty_id: object) -> dict[str, DiffRow]:
    duty = Duty.objects.get(id=duty_id)
    seen = preview_publication(duty_id=duty.id)
    withheld = [asdict(each) for each in seen.withheld]
    rows = diff_rows(source=source_of_case(duty.case), content=seen.content, withheld=withheld)
    return {row.label: row for row in rows}


def test_a_firms_decision_is_public_word_for_word() -> None:
    rows = rows_of(decided().duty_id)

    assert {row.change for row in rows.values()} == {"same"}


def test_days_are_written_as_people_write_them_on_both_sides() -> None:
    row = rows_of(decided().duty_id)["处罚决定日期"]

    assert row.internal == row.public
    assert row.public is not None
    assert row.public.endswith("日")


def test_what_is_never_public_of_a_person_is_said_with_its_rule() -> None:
    rows = rows_of(decided_against_a_person().duty_id)

    number = rows["身份证件号码"]
    assert number.public is None
    assert number.internal == "«已加密»"
    assert "《个人信息保护法》第二十八条" in number.rule


def test_generated_sentences_and_fields_cover_the_whole_content() -> None:
    content = preview_publication(duty_id=decided().duty_id).content

    titles = {title for title, _ in public_lines(content)}

    assert {title for title, _ in generated_rows(content)} <= titles
    assert titles == {FIELD_TITLES[name] for name, value in content.items() if value}
