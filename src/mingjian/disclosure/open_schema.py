"""The shape of the open data (数据结构), told once: JSON Schema of a line, CSVW of the table."""

from __future__ import annotations

from typing import Any

from mingjian.disclosure.projection import FIELD_TITLES

LISTS = frozenset({"basis", "kinds", "notes"})
# 公示信息自身的栏目，在决定的栏目之前。
OWN_TITLES = {
    "public_id": "公示编号",
    "status": "公示状态（published 公示中，withdrawn 已撤下）",
    "version": "版本",
    "leaf_index": "公示的日志编号",
    "withdrawn_leaf_index": "撤下的日志编号",
    "ground": "撤下事由",
}
COLUMNS = (*OWN_TITLES, *FIELD_TITLES)
_TEXT, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}


def content_schema() -> dict[str, Any]:
    """A decision as the public reads it."""
    return {
        "type": "object",
        "title": "公示的行政处罚决定",
        "properties": {
            name: {"title": title, **_type_of(name)} for name, title in FIELD_TITLES.items()
        },
        "additionalProperties": False,
    }


def record_schema() -> dict[str, Any]:
    """One line of the JSONL files: a published record, or the tombstone of a withdrawn one."""
    shared = {"public_id": _TEXT, "version": _NUMBER, "leaf_index": _NUMBER}
    published = {
        **shared,
        "status": {"const": "published"},
        "salt": _TEXT,
        "content": content_schema(),
    }
    withdrawn = {
        **shared,
        "status": {"const": "withdrawn"},
        "withdrawn_leaf_index": {"type": ["integer", "null"]},
        "ground": _TEXT,
        "effective": _TEXT,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "公示数据的一行（第一行另是检查点和条数）",
        "oneOf": [_closed(published), _closed(withdrawn)],
    }


def csv_metadata() -> dict[str, Any]:
    """CSV on the Web: titles of the columns of decisions.csv, in order."""
    titles = {**OWN_TITLES, **FIELD_TITLES}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "url": "decisions.csv",
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": [name], "dc:description": titles[name]} for name in COLUMNS
            ],
            "primaryKey": "public_id",
        },
    }


def _type_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _TEXT} if name in LISTS else _TEXT


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }
