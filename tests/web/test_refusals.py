"""A refused move is answered with reasons, articles and the next step."""

from __future__ import annotations

from django.test import RequestFactory

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.web.refusals import refused_response

BREACH = Breach(
    "APL62", "尚未听取陈述、申辩。", Citation("行政处罚法", "62"), "请登记当事人的陈述意见。"
)


def test_a_browser_gets_a_page_with_reason_article_and_remedy():
    answer = refused_response(RequestFactory().post("/"), [BREACH], back_url="/case/1")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "尚未听取陈述、申辩。" in page
    assert "《行政处罚法》第六十二条" in page
    assert "请登记当事人的陈述意见。" in page
    assert 'href="/case/1"' in page


def test_htmx_gets_the_part_alone():
    request = RequestFactory().post("/", headers={"HX-Request": "true"})

    page = refused_response(request, [BREACH]).content.decode()

    assert "<!DOCTYPE html>" not in page
    assert "没有保存任何改动" in page
