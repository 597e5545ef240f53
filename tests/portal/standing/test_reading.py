"""What of an agency is shown, and what is left out."""

from __future__ import annotations

from mingjian.disclosure.models import PublicAgency
from mingjian.portal.standing.reading import about_agency, powers_of, remedies_of


def test_what_was_not_published_is_left_out():
    agency = PublicAgency(name="示例局", kind="行政机关", funding_source="财政拨款")

    labels = [row.label for row in about_agency(agency)]

    assert labels == ["主体名称", "主体类别", "经费来源"]


def test_remedies_carry_their_articles():
    rows = remedies_of(PublicAgency(reconsideration_body="示例县人民政府", court="示例县人民法院"))

    assert [str(row.cite) for row in rows if row.cite] == [
        "《行政复议法》第二十条第一款",
        "《行政诉讼法》第四十六条第一款",
    ]


def test_a_power_of_a_line_nobody_knows_is_still_shown():
    powers = [{"line": "moon", "title": "登月管理", "cite": "《示例条例》"}]

    [power] = powers_of(PublicAgency(powers=powers))

    assert (power.title, power.basis, power.cites, power.violations) == (
        *("登月管理", "《示例条例》"),
        (),
        (),
    )
