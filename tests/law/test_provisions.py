"""法条: every statute of the packs, by title, date, article and anchor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mingjian.law import provisions
from mingjian.law.citation import Citation, chinese_number
from mingjian.law.provisions import (
    Statute,
    StatuteKind,
    UnknownProvision,
    build_statute,
    provision_at,
    provision_text,
    statute,
    statutes,
)

FOLDER = Path(provisions.__file__).parent / "packs" / "statutes"
FILES = sorted(FOLDER.glob("*.md"))
OLD = (
    "# 示范条例\n<!-- INFO END -->\n第一条 旧。\n第二条 两款：\n（一）甲。\n第二款：\n（一）乙。\n"
)
NEW = "# 示范条例\n<!-- INFO END -->\n第一条 新。\n第二条 下列：\n（一）甲：\n1.子；\n"


def a_statute() -> Statute:
    return build_statute(
        title="示范条例",
        files={date(2020, 3, 1): NEW, date(2010, 3, 1): OLD},
        rows=[
            {"version": date(2010, 3, 1), "in_force": date(2010, 6, 1), "until": date(2020, 5, 1)},
            {"version": date(2020, 3, 1), "in_force": date(2020, 5, 1), "until": date(2026, 1, 1)},
        ],
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_is_a_statute_with_articles_from_one_on(file: Path) -> None:
    title, day = file.stem.removesuffix(")").split("(")
    marks = re.findall(
        r"(?m)^第([一二三四五六七八九十百零]+)条\s", file.read_text(encoding="utf-8")
    )

    found = statute(title)

    assert found.version_date == date.fromisoformat(day)
    assert [article.number for article in found.articles] == [
        str(number) for number in range(1, len(marks) + 1)
    ]
    assert marks == [chinese_number(number) for number in range(1, len(marks) + 1)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_of_any_article_is_lost(file: Path) -> None:
    found = statute(file.stem.partition("(")[0])
    body = file.read_text(encoding="utf-8").partition("<!-- INFO END -->")[2]
    marks = rf"^#.*$|^{found.full_title}$|^第[一二三四五六七八九十百零]+条\s|\s|\u200b"

    parts = [*found.versions[-1].text.preamble, *(each.text for each in found.provisions())]

    assert "".join("".join(parts).split()) == re.sub(marks, "", body, flags=re.MULTILINE)


def test_every_file_has_its_row_of_dates() -> None:
    assert len(FILES) == len(statutes()) == 31
    assert {each.versions[-1].quality for each in statutes()} == {"sourced", "memory"}


@pytest.mark.parametrize(
    ("anchor", "cited", "words"),
    [
        ("行政处罚法/58/1/1", "第五十八条第一款第（一）项", "（一）涉及重大公共利益的；"),
        ("行政处罚法/58/2", "第五十八条第二款", "初次从事行政处罚决定法制审核的人员"),
        ("行政处罚法/42/1", "第四十二条第一款", "执法人员不得少于两人"),
        ("行政处罚法/9//2", "第九条第（二）项", "（二）罚款、没收违法所得、没收非法财物；"),
        ("行政处罚法/85", "第八十五条", "“二日”“三日”“五日”“七日”的规定是指工作日"),
        ("行政强制法/69", "第六十九条", "十日以内期限的规定是指工作日"),
        ("行诉解释/48/3", "第四十八条第三款", "节假日后的第一日为期间届满的日期"),
    ],
)
def test_known_provisions_read_as_published(anchor: str, cited: str, words: str) -> None:
    provision = provision_at(anchor=anchor)

    assert words in provision.text
    assert str(provision.citation).endswith(cited)


def test_a_provision_carries_anchor_chapter_and_version() -> None:
    provision = statute("行政处罚法").provision("9", item="2")

    assert provision.anchor == "行政处罚法/9/1/2"
    assert provision.headings == ("第二章 行政处罚的种类和设定",)
    assert provision.version_date == date(2021, 1, 22)


def test_every_paragraph_is_found_again_by_its_anchor() -> None:
    law = statute("行政处罚法")

    listed = list(law.provisions())

    assert [provision_at(anchor=each.anchor).text for each in listed] == [x.text for x in listed]
    assert len({each.anchor for each in listed}) == len(listed)


def test_the_only_paragraph_of_an_article_is_cited_without_number() -> None:
    cited = {each.anchor: str(each.citation) for each in statute("行政处罚法").provisions()}

    assert cited["行政处罚法/85/1"] == "《行政处罚法》第八十五条"
    assert cited["行政处罚法/42/1"] == "《行政处罚法》第四十二条第一款"


@pytest.mark.parametrize(
    "title", ["行政处罚法", "中华人民共和国行政处罚法", "《中华人民共和国行政处罚法》"]
)
def test_a_statute_is_found_by_short_and_full_title(title: str) -> None:
    assert statute(title).full_title == "中华人民共和国行政处罚法"


@pytest.mark.parametrize(
    "title", ["行诉解释", "最高人民法院关于适用《中华人民共和国行政诉讼法》的解释"]
)
def test_a_title_within_a_title_takes_single_brackets(title: str) -> None:
    assert statute(title).title == "最高人民法院关于适用〈行政诉讼法〉的解释"


def test_kinds_have_chinese_names() -> None:
    kinds = [
        statute(t).kind
        for t in ("行政处罚法", "殡葬管理条例", "行诉解释", "市场监督管理行政处罚信息公示规定")
    ]

    assert kinds == list(StatuteKind)
    assert [kind.label for kind in kinds] == ["法律", "行政法规", "司法解释", "部门规章"]


def test_history_lists_each_adoption_and_amendment() -> None:
    history = statute("行政处罚法").history

    assert history[0].startswith("1996年3月17日")
    assert history[-1].endswith("第二十五次会议修订")


def test_the_version_in_force_on_the_day_of_the_act_applies() -> None:
    sample = a_statute()

    assert sample.provision("1", on=date(2020, 4, 30)).text == "旧。"
    assert sample.provision("1", on=date(2020, 5, 1)).text == "新。"
    assert sample.provision("1").version_date == date(2020, 3, 1)


@pytest.mark.parametrize("day", [date(2010, 5, 31), date(2026, 1, 1)])
def test_a_day_without_a_text_in_force_is_refused(day: date) -> None:
    with pytest.raises(UnknownProvision, match=f"no text in force on {day}"):
        a_statute().version(on=day)


def test_adoption_is_not_entry_into_force() -> None:
    penalty_law = statute("行政处罚法")

    assert penalty_law.version(on=date(2021, 7, 15)).version_date == date(2021, 1, 22)
    with pytest.raises(UnknownProvision, match=r"行政处罚法: no text in force on 2021-07-14"):
        penalty_law.provision("58", on=date(2021, 7, 14))


@pytest.mark.parametrize(
    ("title", "replaced"),
    [
        ("治安管理处罚法", date(2026, 1, 1)),
        ("殡葬管理条例", date(2026, 3, 30)),
        ("食品安全法", date(2025, 12, 1)),
    ],
)
def test_a_replaced_text_is_not_given_for_later_days(title: str, replaced: date) -> None:
    cite = Citation(title, "1")

    assert provision_text(cite, on=replaced) is None
    assert provision_text(cite, on=date(2025, 11, 30)) == provision_text(cite)


def test_a_file_without_a_row_counts_from_its_own_date() -> None:
    law = build_statute(title="示范法", files={date(2020, 3, 1): NEW}, rows=[])

    assert law.kind is StatuteKind.LAW
    assert law.versions[0].in_force == date(2020, 3, 1)
    assert law.versions[0].quality == "assumed"
    assert a_statute().kind is StatuteKind.REGULATION


def test_a_subitem_is_found_under_its_item() -> None:
    provision = a_statute().provision("2", "1", "1", subitem="1")

    assert provision.text == "1.子；"
    assert provision.anchor == "示范条例/2/1/1/1"
    assert str(provision.citation) == "《示范条例》第二条第一款第（一）项第1目"


@pytest.mark.parametrize(
    ("anchor", "complaint"),
    [
        ("行政处罚法/99", "has no article '99': it has 1 to 86"),
        ("行政处罚法/58/3", "article 58 has no paragraph '3': it has 1 to 2"),
        ("行政处罚法/58/1/5", "行政处罚法/58/1 has no item '5': it has 4"),
        ("行政处罚法/42//1", "0 paragraphs have items, name one"),
    ],
)
def test_a_place_that_does_not_exist_is_named(anchor: str, complaint: str) -> None:
    with pytest.raises(UnknownProvision, match=re.escape(complaint)):
        provision_at(anchor=anchor)


def test_an_item_in_one_of_two_lists_needs_its_paragraph() -> None:
    with pytest.raises(UnknownProvision, match="2 paragraphs have items, name one"):
        a_statute().provision("2", item="1", on=date(2015, 1, 1))


def test_a_missing_subitem_statute_or_anchor_is_named() -> None:
    with pytest.raises(UnknownProvision, match="示范条例/2/1/1 has no subitem '2': it has 1"):
        a_statute().provision("2", "1", "1", subitem="2")
    with pytest.raises(UnknownProvision, match="no statute titled '不存在法'"):
        statute("不存在法")
    for anchor in ("行政处罚法", "行政处罚法/1/1/1/1/1"):
        with pytest.raises(UnknownProvision, match="anchor needs 2 to 5 parts"):
            provision_at(anchor=anchor)


def test_a_citation_gives_its_text_or_nothing() -> None:
    assert provision_text(Citation("行政处罚法", "58", "1", "1")) == "（一）涉及重大公共利益的；"
    assert provision_text(Citation("行政处罚法")) is None
    assert provision_text(Citation("宾县实施方案", place="二（一）4")) is None
