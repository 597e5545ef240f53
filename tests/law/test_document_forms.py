"""Forms in use: the national one unless a line or a jurisdiction has its own that day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingjian.law.document_forms import (
    NATIONAL,
    Variant,
    choose_variant,
    content_in_form,
    form_of,
    form_of_kind,
    forms_in_use,
    localised,
    read_variants,
    variants,
    wordings,
)
from mingjian.law.document_types import document_type
from mingjian.law.violations import Line

TODAY = date(2026, 11, 22)
CITE = {"law": "测试办法", "place": "（一）"}


def a_row(**changes: Any) -> dict[str, Any]:
    """A row of a pack."""
    return {"id": "测试", "form": "CF37", "since": date(2026, 1, 1), "cite": CITE, **changes}


def variant(**changes: Any) -> Variant:
    return read_variants([a_row(**changes)])[0]


def test_a_line_has_its_own_name_for_the_notice_since_its_first_day() -> None:
    def title(line: str, on: date) -> str:
        return form_of_kind(kind="penalty_notice", pack="binxian", line=line, on=on).title

    assert title("market", date(2021, 7, 20)) == "行政处罚事先告知书"
    assert title("market", date(2021, 7, 21)) == "行政处罚告知书"
    assert title("urban", TODAY) == "行政处罚事先告知书"


def test_the_last_day_is_the_day_before_until() -> None:
    one = variant(until=date(2026, 6, 1))

    assert one.applies(pack="binxian", line="urban", on=date(2026, 5, 31))
    assert not one.applies(pack="binxian", line="urban", on=date(2026, 6, 1))


def test_a_jurisdiction_s_own_form_goes_before_that_of_the_line() -> None:
    rows = [a_row(id="本地", pack="binxian"), a_row(id="领域", line="market")]
    known = read_variants(rows)

    own = choose_variant(known, "CF37", "binxian", "market", TODAY)
    other = choose_variant(known, "CF37", "qiyang", "market", TODAY)

    assert own is not None
    assert own.id == "本地"
    assert other is not None
    assert other.id == "领域"
    assert choose_variant(known, "CF37", "qiyang", "urban", TODAY) is None


@pytest.mark.parametrize(
    "rows",
    [
        [a_row(), a_row(id="另一")],
        [a_row(), a_row(since=date(2027, 1, 1))],
        [a_row(until=date(2026, 6, 1)), a_row(id="另一", since=date(2026, 5, 31))],
        [a_row(form="CF99")],
        [a_row(colour="red")],
        [a_row(line="unknown")],
    ],
)
def test_a_pack_that_cannot_be_meant_is_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match=r"variant|unknown"):
        read_variants(rows)


def test_one_form_may_follow_another() -> None:
    rows = [a_row(until=date(2026, 6, 1)), a_row(id="另一", since=date(2026, 6, 1))]

    assert len(read_variants(rows)) == 2


def test_what_an_act_wrote_is_put_into_the_variant_s_words() -> None:
    own = variant(
        title="处罚告知书",
        renamed={"违法事实": "查明的事实", "当事人": "被处罚人"},
        added=[{"heading": "附注", "paragraphs": ["本告知书一式二份。"]}],
    )
    national = form_of(key="CF37", pack="", line="", on=TODAY)
    form = type(national)("CF37", national.national, national.wording, own)
    content = {
        "fields": [["当事人", "样板公司"]],
        "sections": [{"heading": "一、违法事实", "paragraphs": ["甲。"]}, None],
    }

    told = content_in_form(content, form)

    assert told["title"] == "处罚告知书"
    assert told["fields"] == [["被处罚人", "样板公司"]]
    assert [one["heading"] for one in told["sections"]] == ["一、查明的事实", "附注"]
    assert told["sections"][0]["paragraphs"] == ["甲。"]


def test_the_national_form_changes_no_word() -> None:
    form = form_of_kind(kind="demand", pack="binxian", line="market", on=TODAY)
    content = {"fields": [["当事人", "样板公司"]], "sections": [None]}

    assert form.id == NATIONAL
    assert content_in_form(content, form) == {**content, "title": "行政处罚决定履行催告书"}


def test_a_type_is_laid_out_as_the_variant_says_and_otherwise_as_before() -> None:
    own = variant(form="CF08", title="有关事项审批表", fields=["事项=cause", "@party"])
    national = document_type("CF08")

    kind = localised(national, own)

    assert (kind.title, kind.basis) == ("有关事项审批表", national.basis)
    assert [one.label for one in kind.fields[:2]] == ["事项", "当事人"]
    assert kind.signatures == national.signatures


def test_every_type_and_every_paper_of_an_act_is_among_the_forms_in_use() -> None:
    used = forms_in_use(pack="binxian", lines=[Line.MARKET], on=TODAY)
    kinds = {one.wording.kind for one in used if one.wording}

    assert kinds == set(wordings())
    assert len({one.key for one in used}) == len(used) == 85 - 6 + 29
    assert all(one.since <= TODAY for one in used)


def test_an_agency_of_two_lines_uses_both_forms() -> None:
    used = forms_in_use(pack="binxian", lines=[Line.MARKET, Line.WATER], on=TODAY)

    assert {one.title for one in used if one.key == "CF45"} == {
        "行政处罚决定书",
        "水行政处罚决定书",
    }


def test_every_variant_says_where_it_is_written_and_how_sure_that_is() -> None:
    assert variants()
    assert all(one.cite.place and one.quality for one in variants())
