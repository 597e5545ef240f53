"""Every right on the page is written in the library, where the page says it is."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.law.provisions import provision_text
from mingjian.portal.onsite.rights import MOMENTS, WORKDAYS, Right

RIGHTS = [right for moment in MOMENTS for right in moment.rights]


@pytest.mark.parametrize("right", RIGHTS, ids=[right.title for right in RIGHTS])
def test_the_right_can_be_read_in_the_law(right: Right):
    assert right.cites
    for cite in right.cites:
        assert provision_text(cite), cite


@pytest.mark.parametrize(
    ("title", "phrase"),
    [
        ("两名以上执法人员", "不得少于两人"),
        ("主动出示执法证件", "有权拒绝接受调查或者检查"),
        ("申请回避", "有权申请回避"),
        ("陈述和申辩", "不得因当事人陈述、申辩而给予更重的处罚"),
        ("要求听证", "五日内提出"),
        ("当场处罚的限度", "三千元以下"),
        ("没有专用票据可以拒缴", "有权拒绝缴纳罚款"),
        ("期限不超过三十日", "不得超过三十日"),
        ("申请行政复议", "六十日内"),
        ("提起行政诉讼", "六个月内"),
    ],
)
def test_the_article_says_what_the_sentence_says(title: str, phrase: str):
    [right] = [each for each in RIGHTS if each.title == title]

    assert phrase in "".join(provision_text(cite) or "" for cite in right.cites)


def test_days_of_these_laws_are_workdays():
    assert all("工作日" in (provision_text(cite) or "") for cite in WORKDAYS)


def test_the_page_opens_each_article_in_place(reader: Client):
    page = reader.get("/on-site/").content.decode()

    assert page.count('<details class="clause">') == sum(len(right.cites) for right in RIGHTS)
