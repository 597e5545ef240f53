"""开放数据: what there is to take away, and the files of the day's generation.

A file is looked for among those the generation names, never by path. Once anything was withdrawn
or corrected since it was made, no file of it is handed out: 503, and a new one in a minute.
"""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingjian.disclosure.models import PublicAgency
from mingjian.disclosure.open_data import SUMS, is_stale, read_generation
from mingjian.disclosure.open_schema import OWN_TITLES
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.open.openapi import OPERATIONS
from mingjian.portal.site import absolute
from mingjian.portal.trail import trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

_TYPES = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json; charset=utf-8",
}
_TITLES = {
    "decisions.jsonl": "全部公示数据，每行一条，可以用核验程序逐条核对",
    "decisions.csv": "同样的数据，表格软件用",
    "decisions.parquet": "同样的数据，分析程序用",
    "delta.jsonl": "上一日以来新公示、更正和撤下的",
    "schema.json": "JSON Schema：每行的结构",
    "decisions.csv-metadata.json": "CSVW：表格各列的说明",
}
_AGAIN = 60


@public
@cached(seconds=MINUTE)
def open_data(request: HttpRequest) -> HttpResponse:
    """开放数据: files with checksums, interfaces, feeds, the widget."""
    generation = read_generation()
    files = generation.files if generation else ()
    context = {
        "crumbs": trail(Link("开放数据")),
        "generation": generation,
        "is_stale": generation is not None and is_stale(generation),
        "files": [(each, _TITLES.get(each.name, "")) for each in files],
        "operations": OPERATIONS,
        "fields": [*OWN_TITLES.items(), *FIELD_TITLES.items()],
        "agency": PublicAgency.objects.order_by("slug").first(),
        "site_url": absolute(""),
    }
    return render(request, "portal/open/page.html", context)


@public
@require_safe
def open_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the generation."""
    generation = read_generation()
    known = {each.name for each in generation.files} if generation else set()
    if generation is None or name not in known | set(SUMS.values()):
        raise Http404(f"no open-data file {name!r}")
    if is_stale(generation):
        return _stale()
    try:
        file = (generation.folder / name).open("rb")
    except FileNotFoundError:
        return _stale()  # the next generation came in between
    kind = _TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    response = FileResponse(file, content_type=kind, filename=name, as_attachment=True)
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _stale() -> HttpResponse:
    sentence = "有公示信息刚刚撤下或者更正，数据文件正在重新生成，请一分钟后再下载。\n"
    response = HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = str(_AGAIN)
    response["Cache-Control"] = "no-store"
    return response
