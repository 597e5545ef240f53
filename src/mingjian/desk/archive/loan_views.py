"""Views of borrowing: ask, decide, read within the time, give back."""

from __future__ import annotations

from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.archive.binding import bind_volume
from mingjian.archive.borrowing import (
    PACKAGE,
    ask_for_loan,
    lend,
    lent_volumes,
    open_loan,
    refuse_loan,
    return_loan,
    take_package,
)
from mingjian.archive.models import Borrowing
from mingjian.archive.store import newest_package, package_path
from mingjian.archive.zips import stream_zip
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.archive.file_views import pdf_answer
from mingjian.desk.archive.forms import BorrowForm, LoanDecisionForm
from mingjian.desk.archive.frame import KEEPERS, READERS, act_on, dossier_for, dossier_url
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.refusals import refused_response


@staff(*READERS, purpose="申请借阅案卷")
@require_http_methods(["GET", "POST"])
def borrow(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """申请借阅."""
    found, by = dossier_for(request, dossier_id), acting(request)
    form = BorrowForm(request.POST or None, may_take_package=by.role is Role.ARCHIVIST)
    intro = "写明目的，经批准后在期限内查阅；每次查阅都有登记。"
    return act_on(request, found, form, "申请借阅", intro, "借阅申请已提交，等待审批。").answer(
        lambda: ask_for_loan(
            dossier_id=found.id,
            by=by,
            at=timezone.now(),
            **form.cleaned_data,
        )
    )


@staff(*KEEPERS, purpose="审批借阅")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """审批借阅."""
    loan, form = get_object_or_404(Borrowing, id=loan_id), LoanDecisionForm(request.POST or None)
    found = dossier_for(request, loan.dossier_id)
    volumes = "正卷和副卷" if loan.with_internal else "正卷"
    if loan.with_package:
        volumes += f"，并带出{PACKAGE}"
    intro = f"{loan.borrower_name}申请借阅{volumes}，目的：{loan.purpose}"
    page = act_on(request, found, form, "审批借阅", intro, "借阅申请已审批。")
    return page.answer(lambda: _decide(loan, form.cleaned_data, request))


@staff(*READERS, purpose="归还案卷")
@require_POST
def give_back(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """归还."""
    loan = get_object_or_404(Borrowing, id=loan_id)
    found, by = dossier_for(request, loan.dossier_id), acting(request)
    return answer_act(
        request,
        lambda: return_loan(loan_id=loan.id, by=by, at=timezone.now()),
        done="案卷已归还，借阅链接失效。",
        url=dossier_url(found),
    )


@staff(*READERS, purpose="查阅借出的案卷")
@require_safe
def read(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """查阅: on record before the first byte, and only in its time."""
    loan = get_object_or_404(Borrowing, id=loan_id)
    found = dossier_for(request, loan.dossier_id)
    what = "、".join(volume.title for volume in lent_volumes(loan))
    try:
        open_loan(loan_id=loan.id, what=what, by=acting(request), at=timezone.now())
    except MoveRefused as refused:
        back = reverse("desk:dossier", args=[found.id])
        return refused_response(request, refused.breaches, back_url=back)
    pdf = bind_volume(dossier=found, volumes=lent_volumes(loan))
    return pdf_answer(pdf, f"{found.archive_number}（借阅）.pdf")


@staff(Role.ARCHIVIST, purpose="带出归档信息包")
@require_safe
def package(request: HttpRequest, loan_id: UUID) -> HttpResponseBase:
    """归档信息包, as one file, written while it is read; on record before its first byte."""
    loan = get_object_or_404(Borrowing, id=loan_id)
    found = dossier_for(request, loan.dossier_id)
    newest = newest_package(found)
    root = package_path(found, newest.serial) if newest else None
    if root is None or not root.is_dir():
        raise Http404("no package")
    try:
        take_package(loan_id=loan.id, by=acting(request), at=timezone.now())
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url=dossier_url(found))
    headers = {"Content-Disposition": f'attachment; filename="{root.name}.zip"'}
    zipped = stream_zip(root=root)
    return StreamingHttpResponse(zipped, content_type="application/zip", headers=headers)


def _decide(loan: Borrowing, given: dict[str, object], request: HttpRequest) -> Borrowing:
    by, at, opinion = acting(request), timezone.now(), str(given["opinion"])
    if given["approved"] == "no":
        return refuse_loan(loan_id=loan.id, opinion=opinion, by=by, at=at)
    days = int(str(given["days"]))
    return lend(loan_id=loan.id, days=days, opinion=opinion, by=by, at=at)
