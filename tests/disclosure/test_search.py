"""Search: equal to a plain scan, exact in number, newest decision first."""

from __future__ import annotations

import random
from datetime import date

import pytest

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.disclosure.search import RecordQuery, count_facets, search_records
from mingjian.disclosure.text import terms_of
from tests.disclosure.make import a_row, make_office, published_rows, withdrawn
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
SIGNS = "宾县市监水利食品安全有限公司张三李四丰睿轩城阳路店行〔〕()2025罚款AaB１1"
SEED = 20260511


def generated_rows(count: int) -> list[dict[str, str]]:
    """Rows of random signs out of a small stock, so that short queries hit and miss."""
    dice = random.Random(SEED)  # the same rows in every run

    def text(longest: int) -> str:
        return "".join(dice.choices(SIGNS, k=dice.randint(2, longest)))

    def row(serial: int) -> dict[str, str]:
        return a_row(
            serial,
            相对人名称=text(14),
            案由=text(12),
            违法事实=f"{text(30)} {text(20)}",
            处罚决定日期=f"2025-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
        )

    return [row(serial) for serial in range(1, count + 1)]


def generated_queries(rows: list[dict[str, str]], count: int) -> list[str]:
    """1–6 characters: half cut out of the rows, half made up, some of two terms."""
    dice = random.Random(SEED + 1)
    queries = []
    for number in range(count):
        length = dice.randint(1, 6)
        if number % 2:
            queries.append("".join(dice.choices(SIGNS, k=length)))
            continue
        text = dice.choice(rows)[dice.choice(["相对人名称", "案由", "违法事实", "文书号"])]
        start = dice.randrange(len(text))
        piece = text[start : start + length]
        queries.append(f"{piece} {dice.choice(SIGNS)}" if number % 5 == 0 else piece)
    return queries


def scanned(words: str) -> list[str]:
    """What a plain scan of every record's text finds, newest first."""
    terms = terms_of(words)
    hits = [
        record
        for record in PublicRecord.objects.published()
        if all(term in record.search_text for term in terms)
    ]
    hits.sort(key=lambda record: record.public_id)
    hits.sort(key=lambda record: record.decided_on, reverse=True)
    return [record.public_id for record in hits]


def test_two_hundred_queries_find_exactly_what_a_scan_finds():
    rows = generated_rows(120)
    assert published_rows(rows, make_office(make_agency().id)) == 120
    queries = generated_queries(rows, 200)

    for words in queries:
        page = search_records(query=RecordQuery(words=words), page_size=200)
        assert [record.public_id for record in page.records] == scanned(words), words
        assert page.total == len(page.records)

    assert sum(bool(scanned(words)) for words in queries) > 60


@pytest.fixture
def three():
    """Three agencies' worth of nothing special."""
    county = make_office(make_agency(division_code="230125").id)
    city = make_office(make_agency(division_code="2301").id)
    published_rows([a_row(1), a_row(2, 处罚决定日期="2025-11-03")], county)
    published_rows(
        [
            a_row(
                3,
                处罚种类="吊销许可证件",
                处罚内容="吊销许可证件。",
                没收内容="",
                **{"罚款金额(元)": "", "处罚决定日期": "2024-02-05"},
            )
        ],
        city,
    )
    return county, city


def numbers(query: RecordQuery) -> list[str]:
    return [record.number for record in search_records(query=query).records]


def test_newest_decisions_come_first(three):
    assert numbers(RecordQuery()) == [
        "测市监罚〔2025〕2号",
        "测市监罚〔2025〕1号",
        "测市监罚〔2025〕3号",
    ]


@pytest.mark.parametrize(
    ("query", "serials"),
    [
        (RecordQuery(division="230125"), [2, 1]),
        (RecordQuery(division="230100"), [2, 1, 3]),
        (RecordQuery(division="23"), [2, 1, 3]),
        (RecordQuery(division="21"), []),
        (RecordQuery(kind="罚款"), [2, 1]),
        (RecordQuery(kind="吊销许可证件"), [3]),
        (RecordQuery(year=2024), [3]),
        (RecordQuery(since=date(2025, 6, 18), until=date(2025, 6, 18)), [1]),
        (RecordQuery(words="示范食品 ［2025］2号"), [2]),
        (RecordQuery(words="示范食品3号", kind="罚款"), []),
        (RecordQuery(words="没有这样的词"), []),
        (RecordQuery(words="100%_\\"), []),
    ],
)
def test_filters_narrow_the_hits(three, query, serials):
    assert numbers(query) == [f"测市监罚〔2025〕{serial}号" for serial in serials]


def test_an_agency_is_asked_for_by_its_slug(three):
    slug = PublicAgency.objects.get(division_code="230100").slug

    assert slug == "230100-1"
    assert numbers(RecordQuery(agency=slug)) == ["测市监罚〔2025〕3号"]


def test_facets_count_without_their_own_restriction(three):
    facets = count_facets(query=RecordQuery(kind="罚款", year=2025))

    assert [(f.label, f.count) for f in facets.years] == [("2025年", 2)]
    assert [(f.value, f.count) for f in facets.kinds] == [("没收非法财物", 2), ("罚款", 2)]
    assert [(f.value, f.label, f.count) for f in facets.divisions] == [
        ("230125", "黑龙江省哈尔滨市宾县", 2)
    ]
    assert [f.count for f in facets.agencies] == [2]


def test_pages_do_not_overlap_and_the_last_stands_for_those_beyond(three):
    pages = [search_records(query=RecordQuery(), page=n, page_size=2) for n in (1, 2, 9)]

    assert [len(page.records) for page in pages] == [2, 1, 1]
    assert (pages[0].first, pages[0].last, pages[1].first, pages[1].last) == (1, 2, 3, 3)
    assert (pages[2].page, pages[2].pages, pages[2].total) == (2, 2, 3)


def test_a_search_asks_the_database_twice(three, django_assert_num_queries):
    with django_assert_num_queries(2):
        search_records(query=RecordQuery(words="食品", division="2301"))
    with django_assert_num_queries(4):
        count_facets(query=RecordQuery(words="食品"))


def test_what_is_withdrawn_is_not_found(three):
    county, _ = three
    withdrawn(PublicRecord.objects.get(number="测市监罚〔2025〕2号"), county)

    assert numbers(RecordQuery(words="食品", year=2025)) == ["测市监罚〔2025〕1号"]
    assert search_records(query=RecordQuery()).total == 2
