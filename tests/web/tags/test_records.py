"""A record on the page: stages, timeline, summary, comparison, term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mingjian.web.parts import DiffRow, Entry, Link, Stage, StageState, SummaryRow

Draw = Callable[..., str]
DAY = date(2026, 5, 11)
EVIL = "<script>"


def test_each_stage_has_its_word(draw: Draw):
    stages = [Stage(state.value, state) for state in StageState]

    drawn = draw("{% stage_bar s %}", s=stages)

    for word in ("已完成", "正在办理", "尚欠", "未到", "不适用"):
        assert word in drawn


def test_the_present_stage_is_named_to_screen_readers(draw: Draw):
    drawn = draw("{% stage_bar s %}", s=[Stage("调查", StageState.NOW)])

    assert 'aria-current="step"' in drawn


def test_an_entry_tells_local_time_person_number_and_papers(draw: Draw):
    at = datetime(2026, 5, 11, 2, 32, tzinfo=UTC)
    entry = Entry(at, "立案", "张三", number=2, links=(Link("立案审批表", "/d/1"),))

    drawn = draw("{% timeline e %}", e=[entry])

    for phrase in ("5月11日", "10:32", "张三", "第 2 号记录", 'href="/d/1"'):
        assert phrase in drawn


def test_an_amount_is_told_in_figures_and_capitals(draw: Draw):
    rows = [SummaryRow("罚款", Decimal("10500"), kind="amount")]

    drawn = draw("{% summary_list r %}", r=rows)

    assert "¥10,500.00" in drawn
    assert "壹万零伍佰元整" in drawn


def test_an_empty_value_is_a_dash(draw: Draw):
    assert "—" in draw("{% summary_list r %}", r=[SummaryRow("电话", "")])


@pytest.mark.parametrize(
    "source", ["{% summary_list r %}", "{% timeline e %}", "{% diff_view d %}"]
)
def test_what_was_typed_is_escaped(draw: Draw, source: str):
    drawn = draw(
        source,
        r=[SummaryRow(EVIL, EVIL), SummaryRow("正文", EVIL, kind="official")],
        e=[Entry(datetime(2026, 5, 11, tzinfo=UTC), EVIL, EVIL, EVIL)],
        d=[DiffRow(EVIL, EVIL, None, EVIL), DiffRow(EVIL, EVIL, "x")],
    )

    assert EVIL not in drawn
    assert "&lt;script&gt;" in drawn


def test_withheld_and_changed_fields_are_counted_and_marked_in_words(draw: Draw):
    rows = [DiffRow("经营者", "张三", None, "自然人姓名"), DiffRow("住所", "201 室", "示例路")]

    drawn = draw("{% diff_view d %}", d=rows)

    assert "<b>1</b> 项不公开，<b>1</b> 项处理后公开" in drawn
    assert "自然人姓名" in drawn


def test_the_term_tells_how_much_has_passed(draw: Draw):
    drawn = draw("{% term_bar a b t %}", a=DAY, b=date(2026, 8, 9), t=date(2026, 6, 10))

    assert "已过 30 天，共 90 天" in drawn


def test_a_status_has_an_icon_and_a_word(draw: Draw):
    drawn = draw('{% status_tag "公示中" tone="good" %}')

    assert "公示中" in drawn
    assert "#check" in drawn


def test_a_notice_that_warns_is_announced(draw: Draw):
    drawn = draw('{% notice tone="warn" title="注意。" %}<p>{{ v }}</p>{% endnotice %}', v=EVIL)

    assert 'role="alert"' in drawn
    assert "<p>&lt;script&gt;</p>" in drawn


def test_paper_says_what_from_where_and_of_which_day(draw: Draw):
    drawn = draw('{% print_header "处罚决定公示" source="示例县" on=d %}', d=DAY)

    assert "打印内容截至 2026年5月11日" in drawn
