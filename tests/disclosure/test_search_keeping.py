"""The engine finds what the table finds, follows the log, and never shows what was withdrawn."""

from __future__ import annotations

import pytest
from django.conf import settings

from mingjian.disclosure.index.store import Store
from mingjian.disclosure.indexed import fresh_state, node_store
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.search import RecordQuery, count_facets, search_records
from mingjian.disclosure.search_keeping import SearchKeeper, build_index
from tests.disclosure.make import a_row, make_office, published_rows, withdrawn
from tests.disclosure.test_search import generated_queries, generated_rows, scanned
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A node with an index of its own."""
    monkeypatch.setattr(settings, "SEARCH_FOLDER", tmp_path / "search")
    found = node_store()
    found.folder.mkdir()
    return found


@pytest.fixture
def office():
    return make_office(make_agency().id)


def ids(query: RecordQuery, **page: int) -> list[str]:
    return [record.public_id for record in search_records(query=query, **page).records]


def both_ways(query: RecordQuery, store) -> list[object]:
    """Totals, page and facets by the index, then by the table."""
    answers: list[object] = []
    for is_alive in (True, False):
        if not is_alive:
            (store.folder / "alive").unlink()
        assert (fresh_state(within=10) is not None) is is_alive
        page = search_records(query=query, page=2, page_size=7)
        answers.append((page.total, page.page, page.records, count_facets(query=query)))
    store.tell_alive()
    return answers


def test_index_table_and_scan_find_the_same(store, office):
    rows = generated_rows(90)
    published_rows(rows, office)
    build_index(store=store)

    for words in generated_queries(rows, 120):
        assert ids(RecordQuery(words=words), page_size=200) == scanned(words), words


@pytest.mark.parametrize(
    "query",
    [
        RecordQuery(),
        RecordQuery(words="食"),
        RecordQuery(words="市监 2025"),
        RecordQuery(kind="罚款", year=2025),
        RecordQuery(division="230000"),
        RecordQuery(division="99"),
        RecordQuery(words="没有这样的词"),
    ],
    ids=str,
)
def test_filters_pages_and_facets_are_the_same_both_ways(store, office, query):
    published_rows(generated_rows(40), office)
    keeper = SearchKeeper(store)
    keeper.follow()
    published_rows([a_row(serial) for serial in range(101, 104)], office)
    assert len(keeper.follow().segments) == 2

    by_index, by_table = both_ways(query, store)

    assert by_index == by_table


def test_what_is_published_appears_and_what_is_withdrawn_goes(store, office):
    published_rows([a_row(1)], office)
    keeper = SearchKeeper(store)
    keeper.follow()
    published_rows([a_row(2)], office)
    keeper.follow()
    assert search_records(query=RecordQuery(words="示范食品")).total == 2

    withdrawn(PublicRecord.objects.get(number="测市监罚〔2025〕2号"), office)

    # Before the keeper knows: neither shown nor counted.
    assert search_records(query=RecordQuery(words="示范食品")).total == 1
    state = keeper.follow()
    assert sum(len(gone) for gone in state.gone) == 1
    assert keeper.follow().number == state.number


def test_a_building_that_was_stopped_goes_on(store, office):
    published_rows([a_row(1), a_row(2, 处罚决定日期="2025-02-01")], office)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(store=store, progress=stop)
    withdrawn(PublicRecord.objects.get(number="测市监罚〔2025〕1号"), office)
    build_index(store=store)

    assert search_records(query=RecordQuery(words="食品")).total == 1


def test_a_damaged_index_is_built_again(store, office):
    published_rows([a_row(1)], office)
    build_index(store=store)
    (store.folder / "current.json").write_text("{")

    assert search_records(query=RecordQuery(words="食品")).total == 1
    assert len(SearchKeeper(store).follow().segments) == 1


def test_a_keeper_goes_on_from_what_the_disk_has_for_good(store, office):
    published_rows([a_row(1)], office)
    keeper = SearchKeeper(store)
    built = keeper.follow()
    published_rows([a_row(2)], office)
    keeper.follow()
    keeper.finish()
    withdrawn(PublicRecord.objects.get(number="测市监罚〔2025〕1号"), office)
    (store.folder / "current.json").write_text("{")  # what a power cut may leave of it

    state = SearchKeeper(store).follow()

    assert state.segments[0].name == built.segments[0].name  # not built again
    assert ids(RecordQuery(words="示范食品")) == [PublicRecord.objects.published().get().public_id]
    assert sum(map(len, state.gone)) == 1
    assert Store(store.folder).read() is not None
