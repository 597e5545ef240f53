"""Views of a dossier's files: the bound volume, the package, its checks."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.archive.bags import BagDamaged
from mingjian.archive.binding import bind_volume
from mingjian.archive.checking import check_dossier
from mingjian.archive.filing import supplement_dossier
from mingjian.archive.kinds import Occasion
from mingjian.archive.packaging import build_package
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.archive.frame import READERS, dossier_for, dossier_url
from mingjian.desk.archive.showing import report_properties
from mingjian.law.archiving import Volume
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.refusals import refused_response


@staff(Role.ARCHIVIST, purpose="查阅案卷")
@require_safe
def volume(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """全卷 PDF; others borrow."""
    found = dossier_for(request, dossier_id)
    try:
        pdf = bind_volume(dossier=found, volumes=list(Volume))
    except BagDamaged as damaged:
        return refused_response(request, [Breach("ARCHIVE_FILE", str(damaged), None, "")])
    return pdf_answer(pdf, f"{found.archive_number}全卷.pdf")


@staff(*READERS, purpose="查阅四性检测报告")
@require_safe
def report(request: HttpRequest, dossier_id: UUID, report_id: UUID) -> HttpResponse:
    """四性检测报告."""
    found = dossier_for(request, dossier_id)
    one = get_object_or_404(found.reports.select_related("package"), id=report_id)
    context = {"dossier": found, "report": one, "properties": report_properties(one.report)}
    return render_page(request, "desk/archive/report.html", context)


@staff(*READERS, purpose="查阅四性检测报告")
@require_safe
def report_json(request: HttpRequest, dossier_id: UUID, report_id: UUID) -> HttpResponse:
    """The same for machines."""
    one = get_object_or_404(dossier_for(request, dossier_id).reports, id=report_id)
    return JsonResponse(one.report, json_dumps_params={"ensure_ascii": False, "indent": 1})


@staff(Role.ARCHIVIST, purpose="补充归档")
@require_POST
def supplement(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """补充归档."""
    found, now = dossier_for(request, dossier_id), timezone.now()
    on, by = timezone.localdate(now), acting(request)
    return answer_act(
        request,
        lambda: supplement_dossier(dossier_id=found.id, on=on, by=by, at=now),
        done="归档后形成的文件已补充归档，请重新生成信息包。",
        url=dossier_url(found),
    )


@staff(Role.ARCHIVIST, purpose="生成归档信息包")
@require_POST
def pack(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """生成信息包, and the check at filing at once."""
    found, by, now = dossier_for(request, dossier_id), acting(request), timezone.now()

    def act() -> None:
        build_package(dossier_id=found.id, by=by, at=now)
        check_dossier(dossier_id=found.id, occasion=Occasion.FILING, by=by, at=now)

    done = "归档信息包已生成，四性检测已完成，请查看检测结果。"
    return answer_act(request, act, done=done, url=dossier_url(found))


@staff(Role.ARCHIVIST, purpose="四性检测")
@require_POST
def check(request: HttpRequest, dossier_id: UUID, occasion: str) -> HttpResponse:
    """四性检测."""
    if occasion not in set(Occasion):
        raise Http404(f"no occasion {occasion!r}")
    found, by, now = dossier_for(request, dossier_id), acting(request), timezone.now()
    why = Occasion(occasion)
    return answer_act(
        request,
        lambda: check_dossier(dossier_id=found.id, occasion=why, by=by, at=now),
        done="四性检测已完成，请查看检测结果。",
        url=dossier_url(found),
    )


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to take along."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
