"""Taking a list away (清单下载): CSV, XLSX and JSON of the version in force."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.writer.excel import save_workbook

from mingjian.disclosure.text import safe_cell
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.lists.showing import ListPage, read_list
from mingjian.portal.lists.views import unknown_list
from mingjian.portal.site import absolute
from mingjian.web.endpoints import public

_BOM = "\ufeff"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH = 28


@public
@cached(seconds=MINUTE)
def list_file(request: HttpRequest, slug: str, kind: str, form: str) -> HttpResponseBase:
    """The list as ``form``: csv, xlsx or json."""
    page = read_list(slug=slug, kind=kind, version=None, on=timezone.localdate())
    if page is None:
        return unknown_list(request, slug)
    response = _FORMS[form](page)
    name = f"{slug}-{kind}-v{page.version.version}.{form}"
    if form != "json":
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _as_json(page: ListPage) -> HttpResponse:
    version = page.version
    body = {
        "public_id": version.public_id,
        "version": version.version,
        "url": absolute(page.address),
        "published_on": version.published_on.isoformat(),
        "review_by": version.review_by.isoformat(),
        "is_stale": bool(page.stale),
        "stale": [one.sentence for one in page.stale],
        "leaf_index": page.leaf_index,
        "content": version.content,
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _as_csv(page: ListPage) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(page.headings)
    writer.writerows([safe_cell(cell) for cell in row] for row in page.version.content["rows"])
    return HttpResponse(_BOM + text.getvalue(), content_type="text/csv; charset=utf-8")


def _as_xlsx(page: ListPage) -> HttpResponse:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = page.kind.title[:31]
    for number, row in enumerate([page.headings, *page.version.content["rows"]], 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(row=number, column=place, value=text)
            cell.data_type = "s"  # text, whatever it begins with: never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
                sheet.column_dimensions[cell.column_letter].width = _WIDTH
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    save_workbook(book, file)
    return HttpResponse(file.getvalue(), content_type=_XLSX)


_FORMS = {"csv": _as_csv, "xlsx": _as_xlsx, "json": _as_json}
