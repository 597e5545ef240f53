"""The comparison page: generated, complete, up to date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingjian.law import pack_table
from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.pack_table import current_day, render_jurisdictions

PAGE = Path(__file__).parents[2] / "docs" / "jurisdictions.md"
BOOKS = [load_lawbook(each) for each in pack_ids()]


def rendered() -> str:
    return render_jurisdictions(lawbooks=BOOKS, on=current_day(BOOKS))


def row(page: str, name: str) -> list[str]:
    [line] = [line for line in page.splitlines() if f"`{name}`" in line]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_in_docs_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == rendered(), (
        "run: python -m mingjian.law.pack_table docs/jurisdictions.md"
    )


def test_a_difference_is_shown_with_its_places() -> None:
    cells = row(rendered(), "review.staff_ratio")

    assert cells[1].startswith("5%<br>底线<br>《三项制度指导意见》")
    assert cells[2:] == [
        "7%（二（三）1（2））",
        "〃",
        "〃",
        "5%（二（三）2（2））",
        "5%（三（一）1）",
    ]


def test_the_one_stricter_time_limit_is_shown() -> None:
    cells = row(rendered(), "withdraw_publication")

    assert cells[1] == "3个工作日<br>底线<br>《行政处罚法》第四十八条第二款"
    assert cells[2:] == ["〃", "〃", "〃", "〃", "1日（一（四）2）"]


def test_on_an_earlier_day_the_page_leaves_open_what_was_not_yet_law() -> None:
    page = render_jurisdictions(lawbooks=BOOKS, on=date(2020, 6, 1))

    assert row(page, "withdraw_publication")[1:] == ["–"] * 5 + ["1日（一（四）2）"]


def test_what_all_say_alike_stands_apart() -> None:
    page = rendered()
    alike = page.index("## 各地写明而相同的规定")

    assert page.index("`publish_penalty`") > alike
    assert page.index("`review.triggers`") < alike


def test_what_is_not_sourced_is_listed_for_the_jurist() -> None:
    unconfirmed = rendered().split("## 待核实的全国规定")[1]

    assert "| 严重失信的罚款起点 | 1,000,000元 |" in unconfirmed
    assert "| 法制审核的期限 | 10个工作日 |" in unconfirmed
    assert "作出行政处罚决定的期限" not in unconfirmed


def test_every_table_has_as_many_cells_as_its_head() -> None:
    width = 0
    for line in rendered().splitlines():
        cells = line.count("|") if line.startswith("|") else 0
        assert not width or not cells or cells == width
        width = cells


def test_the_page_is_written_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "jurisdictions.md"
    monkeypatch.setattr("sys.argv", ["pack_table", str(target)])

    pack_table.main()

    assert target.read_text(encoding="utf-8") == rendered()
