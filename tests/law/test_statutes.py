"""法律文本: lines become articles, paragraphs, items and subitems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.citation import chinese_number
from mingjian.law.statutes import (
    Item,
    MalformedStatute,
    Paragraph,
    StatuteText,
    number_from_chinese,
    read_statute_text,
)

HEAD = "# 示范条例\n\n2020年1月1日 公布\n\n<!-- INFO END -->\n\n"
SAMPLE = """# 中华人民共和国示范法

2001年1月1日 第一次会议通过

2020年1月1日 《关于修改〈示范法〉的决定》修正）

<!-- INFO END -->

中华人民共和国示范法

为了示范，制定本法。

## 第一章 总 则

第一条 第一款。

\u200b

第二条 有下列情形之一的：

（一）甲：

1.甲之一；

２．甲之二；

(二)乙。

第三十条规定的情形，适用前款。

第二条之一　增加的一条。

第二条之二 又增加的一条。

## 第二章 罚则

### 第一节 一般规定

第三条 罚。

1.不属于任何一项的数字。
"""


def sample() -> StatuteText:
    return read_statute_text(text=SAMPLE)


def test_title_history_and_preamble_stand_apart() -> None:
    text = sample()

    assert text.full_title == "中华人民共和国示范法"
    assert text.history == (
        "2001年1月1日 第一次会议通过",
        "2020年1月1日 《关于修改〈示范法〉的决定》修正",
    )
    assert text.preamble == ("为了示范，制定本法。",)


def test_inserted_articles_keep_their_double_number() -> None:
    assert [article.number for article in sample().articles] == ["1", "2", "2-1", "2-2", "3"]


def test_items_belong_to_the_paragraph_before_them() -> None:
    article = sample().articles[1]

    assert article.paragraphs == (
        Paragraph(
            "有下列情形之一的：",
            (
                Item("1", "（一）甲：", ("1.甲之一；", "２．甲之二；")),
                Item("2", "(二)乙。"),
            ),
        ),
        Paragraph("第三十条规定的情形，适用前款。"),
    )


def test_the_whole_text_has_a_line_for_each_part() -> None:
    article = sample().articles[1]

    assert article.full_text.split("\n") == [
        "有下列情形之一的：",
        "（一）甲：",
        "1.甲之一；",
        "２．甲之二；",
        "(二)乙。",
        "第三十条规定的情形，适用前款。",
    ]


def test_articles_know_their_chapter_and_section() -> None:
    articles = sample().articles

    assert articles[0].headings == ("第一章 总则",)
    assert articles[-1].headings == ("第二章 罚则", "第一节 一般规定")


def test_a_number_without_an_item_before_it_is_a_paragraph() -> None:
    assert sample().articles[-1].paragraphs[-1].text == "1.不属于任何一项的数字。"


def test_a_text_without_articles_has_none() -> None:
    assert read_statute_text(text=HEAD).articles == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# 示范条例\n第一条 没有结束标记。", "no title line or no"),
        ("<!-- INFO END -->\n第一条 没有标题。", "no title line or no"),
        ("题目\n<!-- INFO END -->\n第一条 标题无井号。", "no title line or no"),
        (HEAD + "第二条 少了第一条。", "article 2-0 follows 0-0"),
        (HEAD + "第一条 甲。\n第一条之二 少了之一。", "article 1-2 follows 1-0"),
        (HEAD + "第一条 下列：\n（二）少了第一项。", "item 2 follows 0"),
    ],
)
def test_a_text_that_breaks_its_numbering_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(MalformedStatute, match=complaint):
        read_statute_text(text=text)


@given(st.integers(0, 9999))
def test_numerals_read_back_to_their_number(number: int) -> None:
    assert number_from_chinese(numeral=chinese_number(number)) == number


def test_the_round_zero_is_read_too() -> None:
    assert number_from_chinese(numeral="一百〇五") == 105
