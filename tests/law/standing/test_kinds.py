"""Which lists there are, what each place demands of them, and what keeps them from publication."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.standing.checks import Setting, Table, find_faults
from mingjian.law.standing.differences import compare
from mingjian.law.standing.kinds import Filled, ListKind, Row, list_kind, list_kinds
from mingjian.law.standing.rules import rule_rows
from mingjian.law.standing.staleness import find_staleness
from mingjian.law.violations import Line

ON = date(2026, 4, 20)
OF_RULES = [one for one in list_kinds() if one.filled is Filled.RULES]
EVERYWHERE = pytest.mark.parametrize("pack_id", pack_ids())


def setting(pack_id: str, *, on: date = ON) -> Setting:
    return Setting(load_lawbook(pack_id), (Line.MARKET,), on)


def titles(kind: ListKind, pack_id: str) -> Row:
    return tuple(one.title for one in kind.elements(book=load_lawbook(pack_id), on=ON))


def full(kind: ListKind, pack_id: str, **changes: str) -> Table:
    elements = titles(kind, pack_id)
    return Table(elements, (tuple(changes.get(title, title) for title in elements),))


@EVERYWHERE
def test_every_list_has_its_key_among_its_elements(pack_id: str) -> None:
    for kind in list_kinds():
        assert kind.key in titles(kind, pack_id), kind.kind


@pytest.mark.parametrize(
    ("pack_id", "count"), [("binxian", 10), ("panshan", 15), ("changzhi-water", 15)]
)
def test_a_guide_has_as_many_elements_as_its_place_names(pack_id: str, count: int) -> None:
    assert len(titles(list_kind("guides"), pack_id)) == count


@EVERYWHERE
def test_a_guide_that_lacks_any_one_element_is_held_back_with_an_article(pack_id: str) -> None:
    kind = list_kind("guides")
    for title in titles(kind, pack_id):
        faults = find_faults(
            kind=kind,
            table=full(kind, pack_id, **{title: " "}),
            setting=setting(pack_id),
            filed="司法局备案1号",
        )

        assert [fault.element for fault in faults] == [title]
        assert str(faults[0].cite)


def test_seven_elements_make_an_inspection_item_everywhere() -> None:
    seven = {"抽查主体", "依据", "对象", "内容", "方式", "比例", "频次"}

    assert all(seven <= set(titles(list_kind("inspections"), pack)) for pack in pack_ids())


def test_a_body_that_is_entrusted_shows_its_letter() -> None:
    kind = list_kind("subjects")
    table = full(kind, "binxian", 委托书="")

    [fault] = find_faults(kind=kind, table=table, setting=setting("binxian"))

    assert fault.cite.article == "20"


def test_two_rows_of_one_key_an_empty_list_and_other_columns_are_faults() -> None:
    kind, own = list_kind("remedies"), setting("binxian")
    one = full(kind, "binxian")
    twice, empty = Table(one.elements, one.rows * 2), Table(one.elements, ())
    other = Table(one.elements[:-1], ())

    found = [find_faults(kind=kind, table=each, setting=own) for each in (twice, empty, other)]

    words = [faults[0].sentence for faults in found]
    assert [word[:6].rstrip("“") for word in words] == ["有 2 行的", "没有内容", "的栏目与规定"]


@EVERYWHERE
@pytest.mark.parametrize(
    "kind", [one for one in list_kinds() if one.filled is Filled.RULES], ids=lambda one: one.kind
)
def test_a_list_of_rules_passes_as_filled_and_not_with_one_letter_changed(
    pack_id: str, kind: ListKind
) -> None:
    own = setting(pack_id)
    rows = rule_rows(kind=kind.kind, book=own.book, lines=own.lines, on=ON)
    table = Table(titles(kind, pack_id), rows)
    changed = Table(table.elements, ((rows[0][0] + "等", *rows[0][1:]), *rows[1:]))

    assert find_faults(kind=kind, table=table, setting=own) == ()
    assert find_faults(kind=kind, table=changed, setting=own)
    assert len({row[-2] for row in rows}) == len(rows)


def test_rows_are_the_same_row_where_their_key_is() -> None:
    kind = list_kind("remedies")
    head = titles(kind, "binxian")
    before = Table(head, (("投诉", "甲", "1", "", "法"), ("复议", "乙", "2", "", "法")))
    after = Table(head, (("诉讼", "丙", "3", "", "法"), ("投诉", "甲", "9", "", "法")))

    found = compare(kind=kind, before=before, after=after)

    assert [(row.word, row.key) for row in found.rows] == [
        ("修改", "投诉"),
        ("移出", "复议"),
        ("新增", "诉讼"),
    ]
    assert found.rows[0].changes[0].element == "联系方式"
    assert compare(kind=kind, before=after, after=after).is_empty


@pytest.mark.parametrize(
    ("on", "review_by", "basis", "reasons"),
    [
        (ON, ON, "《行政处罚法》第九条", 0),
        (ON, date(2026, 4, 19), "《行政处罚法》第九条", 1),
        (ON, ON, "《慈善法》第一条", 1),
        (ON, ON, "《没有收录的规定》第一条", 0),
    ],
)
def test_a_list_is_stale_past_its_review_and_when_its_law_changed(
    on: date, review_by: date, basis: str, reasons: int
) -> None:
    kind = list_kind("remedies")

    found = find_staleness(
        kind=kind,
        table=full(kind, "binxian", 依据=basis),
        published_on=date(2024, 1, 1),
        review_by=review_by,
        setting=setting("binxian", on=on),
    )

    assert len(found) == reasons
