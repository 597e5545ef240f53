"""The quick answer: the same from the index and from the table, numbers and days only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from mingjian.disclosure.index.store import Store
from mingjian.disclosure.indexed import node_store
from mingjian.disclosure.search_keeping import build_index
from mingjian.portal.decisions.quick import PATH, answer_quickly
from tests.portal.make import COUNT


@pytest.fixture
def store(visitor: Client, tmp_path, monkeypatch) -> Store:
    """The index of the house's records."""
    monkeypatch.setattr(settings, "SEARCH_FOLDER", tmp_path / "search")
    found = node_store()
    found.folder.mkdir()
    build_index(store=found)
    return found


def passed_on(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Stands for Django."""
    return [b"passed on"]


def ask(query: str, *, path: str = PATH, method: str = "GET") -> bytes:
    """What the wrapped application answers."""
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "QUERY_STRING": query}
    return b"".join(answer_quickly(passed_on)(environ, lambda status, headers: None))


@pytest.mark.parametrize(
    "query", ["", "q=食品", "q=食品&page=2", "kind=罚款&year=2025", "q=无此词"]
)
def test_index_and_table_answer_the_same(store: Store, visitor: Client, query: str):
    quick = json.loads(ask(query))
    (store.folder / "alive").unlink()

    assert quick == visitor.get(f"{PATH}?{query}").json()


def test_only_numbers_and_days_are_told(store: Store):
    answer = json.loads(ask(""))

    assert answer["total"] == COUNT + 4
    told = {name for record in answer["records"] for name in record}
    assert told == {"public_id", "decided_on"}


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "page=x"},
        {"query": "", "path": "/decisions/"},
        {"query": "", "method": "POST"},
    ],
)
def test_everything_else_is_passed_on(store: Store, asked: dict[str, str]):
    assert ask(**asked) == b"passed on"


def test_a_silent_keeper_is_not_believed(store: Store):
    (store.folder / "alive").unlink()

    assert ask("q=食品") == b"passed on"


def test_what_is_withdrawn_is_not_told_from_memory(store: Store):
    answer = answer_quickly(passed_on)
    environ = {"PATH_INFO": PATH, "REQUEST_METHOD": "GET", "QUERY_STRING": "q=食品"}
    first = json.loads(b"".join(answer(environ, lambda status, headers: None)))
    gone = first["records"][0]["public_id"]

    state = store.read()
    assert state is not None
    store.write(state.without([gone]))

    then = json.loads(b"".join(answer(environ, lambda status, headers: None)))
    assert then["total"] == first["total"] - 1
    assert gone not in {each["public_id"] for each in then["records"]}


def test_a_mistake_is_a_sentence(visitor: Client):
    answer = visitor.get(PATH, {"year": "26"})

    assert answer.status_code == 400
    assert "请写成四位数字" in answer.json()["messages"][0]
