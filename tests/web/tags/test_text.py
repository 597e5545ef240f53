"""Dates, amounts and words as documents write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

Draw = Callable[..., str]
LATE_EVENING_UTC = datetime(2026, 5, 10, 16, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|day }}", date(2026, 5, 11), "2026年5月11日"),
        ("{{ v|weekday }}", date(2026, 5, 11), "2026年5月11日（周一）"),
        ("{{ v|short_day }}", date(2026, 5, 11), "5月11日"),
        ("{{ v|iso_day }}", date(2026, 5, 11), "2026-05-11"),
        ("{{ v|yuan }}", Decimal("1234"), "¥1,234.00"),
        ("{{ v|capitals }}", Decimal("10500"), "壹万零伍佰元整"),
        ("{{ v|count }}", 12345, "12,345"),
        ("{{ v|dash }}", "", "—"),
        ("{{ v|dash }}", 0, "0"),
    ],
)
def test_values_are_written_as_documents_write_them(draw: Draw, source: str, value: Any, text: str):
    assert draw(source, v=value) == text


@pytest.mark.parametrize(
    "name", ["day", "weekday", "short_day", "moment", "clock", "yuan", "count"]
)
def test_nothing_is_written_as_nothing(draw: Draw, name: str):
    assert draw("{{ v|" + name + " }}", v=None) == ""


def test_moments_are_told_in_local_time(draw: Draw):
    assert draw("{{ v|moment }}", v=LATE_EVENING_UTC) == "2026年5月11日 00:32"


def test_a_day_of_a_moment_is_the_local_day(draw: Draw):
    assert draw("{{ v|short_day }}", v=LATE_EVENING_UTC) == "5月11日"


def test_hit_words_are_marked(draw: Draw):
    assert draw("{{ v|marked:q }}", v="张三餐饮店", q="餐饮") == "张三<mark>餐饮</mark>店"


def test_marking_escapes_both_text_and_hit(draw: Draw):
    drawn = draw("{{ v|marked:q }}", v="<b>店</b>", q="<b>")

    assert drawn == "<mark>&lt;b&gt;</mark>店&lt;/b&gt;"


def test_the_query_is_no_pattern(draw: Draw):
    assert draw("{{ v|marked:q }}", v="罚款(元)", q="(元)") == "罚款<mark>(元)</mark>"


def test_an_empty_query_marks_nothing(draw: Draw):
    assert draw("{{ v|marked:q }}", v="<店>", q="") == "&lt;店&gt;"


def test_an_icon_alone_speaks(draw: Draw):
    drawn = draw('{% icon "print" label="打印" %}')

    assert 'role="img" aria-label="打印"' in drawn


def test_an_icon_beside_a_word_is_silent(draw: Draw):
    assert 'aria-hidden="true"' in draw('{% icon "print" %}')
