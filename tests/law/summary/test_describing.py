"""The page of the documentation is that of the table; every rule quotes its law."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.law.summary import TABLE
from mingjian.law.summary.describing import describe

PAGE = Path(__file__).parents[3] / "docs" / "procedure-summary-penalty.md"
RULES = {
    rule.__name__: rule
    for line in TABLE.values()
    for rule in (*line.rules, *line.details, *line.warnings)
}


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == describe(), (
        "run: python -m mingjian.law.summary.describing docs/procedure-summary-penalty.md"
    )


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_numbered_and_quotes_the_law(rule):
    assert rule.__name__.startswith("apl")
    assert rule.__doc__.rstrip().endswith(("。", "；"))
