"""Files of lists (目录导出): what is downloaded under which name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import quote

from django.http import HttpResponse

from mingjian.access.scopes import Scope
from mingjian.archive.inventory import (
    inventory_csv,
    inventory_rows,
    inventory_xlsx,
    transfer_text,
    transfer_xml,
)
from mingjian.archive.models import Dossier

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMS: dict[str, tuple[str, str]] = {
    "csv": ("案卷目录.csv", "text/csv; charset=utf-8"),
    "xlsx": ("案卷目录.xlsx", _SHEET),
    "xml": ("文件目录.XML", "application/xml; charset=utf-8"),
    "txt": ("说明文件.TXT", "text/plain; charset=utf-8"),
}


def list_file(form: str, *, scope: Scope, on: date) -> HttpResponse | None:
    """The inventory of the agency's dossiers in that form, None for an unknown one."""
    if form not in _FORMS:
        return None
    name, kind = _FORMS[form]
    dossiers = Dossier.objects.visible_to(scope).select_related("agency", "destruction")
    found = list(dossiers.prefetch_related("items", "packages").order_by("archive_number"))
    rows = inventory_rows(found)
    agency = found[0].agency.name if found else ""
    make: dict[str, Callable[[Sequence[Sequence[str]]], bytes]] = {
        "csv": inventory_csv,
        "xlsx": inventory_xlsx,
        "xml": transfer_xml,
        "txt": lambda rows: transfer_text(rows, agency=agency, on=on),
    }
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(make[form](rows), content_type=kind, headers=headers)
