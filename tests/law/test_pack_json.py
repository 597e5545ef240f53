"""Packs as JSON: what goes out comes back, to the type."""

from __future__ import annotations

import json

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.pack_json import content_from_json, content_to_json


@pytest.mark.parametrize("pack", pack_ids())
def test_a_pack_survives_json(pack: str) -> None:
    book = load_lawbook(pack)

    for content in (book.national, book.jurisdiction):
        through = json.loads(json.dumps(content_to_json(content), ensure_ascii=False))
        assert content_from_json(through) == content


def test_types_survive_json() -> None:
    content = load_lawbook("binxian").national
    restored = content_from_json(json.loads(json.dumps(content_to_json(content))))

    for before, after in zip(content.values, restored.values, strict=True):
        assert type(before.value) is type(after.value)
    for entry in restored.limits:
        assert type(entry.limit.unit).__name__ == "Unit"


def test_a_field_at_its_default_is_left_out_so_that_later_fields_change_no_hash() -> None:
    content = content_to_json(load_lawbook("qiyang").jurisdiction)

    assert content["values"]
    assert not any("floor" in entry or "rule" in entry for entry in content["values"])
    assert not any("url" in entry["cite"] for entry in content["values"])


def test_json_holds_plain_types_only() -> None:
    text = json.dumps(content_to_json(load_lawbook("qiyang").jurisdiction), ensure_ascii=False)

    assert '"since": {"date": "2021-10-14"}' in text
