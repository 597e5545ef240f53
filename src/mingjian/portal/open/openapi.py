"""The interface (数据接口) in OpenAPI 3.1: made here, and held against real answers by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse

from mingjian.disclosure.open_schema import content_schema, record_schema
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.site import absolute, read_site
from mingjian.web.endpoints import public

JSON = "application/json"
_TEXT, _NULL_TEXT = {"type": "string"}, {"type": ["string", "null"]}
_NUMBER, _NULL_NUMBER = {"type": "integer"}, {"type": ["integer", "null"]}


@dataclass(frozen=True)
class Operation:
    """One address: what it gives, under which parameters, in which shape (schema name or "")."""

    path: str
    title: str
    media: str
    schema: str = ""
    parameters: tuple[str, ...] = ()


_CONDITIONS = ("q", "agency", "division", "kind", "year", "since", "until", "page")
OPERATIONS = (
    Operation("/decisions.json", "检索公示的决定，每页一百条", JSON, "List", _CONDITIONS),
    Operation("/search.json", "快速检索：总数和编号", JSON, "Found", _CONDITIONS),
    Operation("/decisions/{public_id}.json", "一条决定；撤下的返回 410 和存根", JSON, "Record"),
    Operation("/decisions/{public_id}/proof.json", "存在证明", JSON, "Object"),
    Operation("/log/numbers.json", "文号公开账", JSON, "Object"),
    Operation("/log/checkpoint", "公开日志的检查点", "text/plain"),
    Operation("/data/{file}", "当日数据文件，见开放数据页", "application/octet-stream"),
    Operation("/feeds/agency/{slug}.atom", "一个机关的订阅", "application/atom+xml"),
    Operation("/feeds/subject/{credit_code}.atom", "一个企业的订阅", "application/atom+xml"),
    Operation("/feeds/clause/{title}/{article}.atom", "一条法条的订阅", "application/atom+xml"),
)
_WORDS = {
    "q": "检索词，空格隔开的都要有",
    "agency": "机关编号",
    "division": "行政区划代码或者其开头",
    "kind": "处罚种类",
    "year": "决定年份",
    "since": "决定日期从",
    "until": "决定日期到",
    "page": "第几页",
    "public_id": "公示编号",
    "file": "文件名",
    "slug": "机关编号",
    "credit_code": "统一社会信用代码",
    "title": "法律名称",
    "article": "条号",
}


@public
@cached(seconds=HOUR)
def openapi_json(request: HttpRequest) -> JsonResponse:
    """接口说明."""
    return JsonResponse(openapi_document(), json_dumps_params={"ensure_ascii": False})


def openapi_document() -> dict[str, Any]:
    """The whole description."""
    site = read_site()
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{site.name}数据接口", "version": "1", "license": {"name": _licence()}},
        "servers": [{"url": absolute("")}],
        "paths": {each.path: {"get": _operation(each)} for each in OPERATIONS},
        "components": {"schemas": SCHEMAS},
    }


def _licence() -> str:
    return read_site().licence or "公示数据可以自由取用"


def _operation(each: Operation) -> dict[str, Any]:
    schema = {"schema": {"$ref": f"#/components/schemas/{each.schema}"}} if each.schema else {}
    found: dict[str, Any] = {"200": {"description": each.title, "content": {each.media: schema}}}
    if each.schema == "Record":
        stub = {"schema": {"$ref": "#/components/schemas/Stub"}}
        found["410"] = {"description": "已经撤下，只有存根", "content": {JSON: stub}}
    named = [part[1:].partition("}")[0] for part in each.path.split("/") if part.startswith("{")]
    return {
        "summary": each.title,
        "parameters": [
            *(_parameter(name, "path") for name in named),
            *(_parameter(name, "query") for name in each.parameters),
        ],
        "responses": found,
    }


def _parameter(name: str, where: str) -> dict[str, Any]:
    described = {"name": name, "in": where, "description": _WORDS[name], "schema": _TEXT}
    return {**described, "required": True} if where == "path" else described


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": sorted(required),
    }


_SHARED = {
    **dict.fromkeys(["public_id", "url", "status", "agency_id", "agency"], _TEXT),
    **dict.fromkeys(["division_code", "division", "decided_on", "published_on"], _TEXT),
    "commitment": _TEXT,
    "leaf_index": _NUMBER,
}
SCHEMAS: dict[str, Any] = {
    "Object": {"type": "object"},
    "Content": content_schema(),
    "Line": record_schema(),
    "Record": _object(
        {
            **_SHARED,
            "version": _NUMBER,
            "corrected_on": _NULL_TEXT,
            "correction_note": _TEXT,
            "term_ends_on": _NULL_TEXT,
            "salt": _TEXT,
            "content": {"$ref": "#/components/schemas/Content"},
        },
        proof={"type": "object"},
    ),
    "Stub": _object(
        {
            **_SHARED,
            "withdrawn_on": _NULL_TEXT,
            **dict.fromkeys(["withdrawn_ground", "withdrawn_reason", "withdrawn_cite"], _TEXT),
            "withdrawn_leaf_index": _NULL_NUMBER,
        },
        proof={"type": ["object", "null"]},
    ),
    "List": _object(
        {
            **dict.fromkeys(["total", "page", "pages"], _NUMBER),
            "conditions": {"type": "object"},
            "next": _NULL_TEXT,
            "records": {"type": "array", "items": {"$ref": "#/components/schemas/Record"}},
        }
    ),
    "Found": _object({"total": _NUMBER}),
}
