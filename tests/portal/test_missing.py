"""Addresses with nothing behind them: a whole sentence, and ways on."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("address", "sentence", "leads_to"),
    [
        ("/decisions/no-such-record/", "没有这个编号的公示信息", "/decisions/"),
        ("/standing/000000-1/", "没有这个编号的执法机关", "/standing/#agencies"),
        ("/law/未成年人保护法/103/", "法规库没有收录《未成年人保护法》第一百零三条", "/law/"),
        ("/law/行政处罚法/999/", "法规库没有收录《行政处罚法》第九百九十九条", "/law/"),
        ("/law/行政处罚法/abc/", "法规库没有收录这一条", "/law/"),
        ("/law/行政处罚法/?version=1999-01-01", "法规库没有收录《行政处罚法》", "/law/"),
        ("/law/benchmarks/none/", "没有这一份裁量基准或者这一项", "/law/benchmarks/"),
        ("/law/benchmarks/shenzhen-urban-2023/999/", "没有这一份裁量基准", "/law/benchmarks/"),
        ("/law/parameters/none/", "没有收录这个地方的法律参数", "/law/parameters/"),
    ],
)
def test_a_missing_page_says_what_and_leads_on(
    visitor: Client, address: str, sentence: str, leads_to: str
):
    answer = visitor.get(address)

    page = answer.content.decode()
    assert answer.status_code == 404
    assert sentence in page
    assert f'href="{leads_to}"' in page
    assert answer["X-Robots-Tag"] == "noindex"


def test_an_address_that_never_was_gets_the_common_page(reader: Client):
    answer = reader.get("/nothing/here/")

    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()
