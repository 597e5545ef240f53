"""Papers made around a service: the receipt to be signed, the goods list, the announcement."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.cases.announcements import announcement_of, make_announcement
from mingjian.cases.goods_lists import goods_list_of, make_goods_list
from mingjian.cases.receipts import make_receipt, receipt_of
from mingjian.cases.serving import efforts_of
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.service.forms import AnnounceForm, ReceiptForm
from mingjian.desk.service.views import Sheet, paper_for
from mingjian.dossier.models import Document
from mingjian.law.citation import Citation
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff


@staff(Role.CASE_OFFICER, purpose="制作送达回证")
@require_http_methods(["GET", "POST"])
def sign_for(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """屏幕签收: the receipt is made here and signed on its own page."""
    paper, case = paper_for(request, document_id)
    form = ReceiptForm(request.POST or None)
    sheet = Sheet(request, case, form, "制作送达回证，交签名", Citation("民事诉讼法", "87"), paper)
    return sheet.answer(
        lambda: make_receipt(
            case_id=case.id,
            document_id=paper.id,
            draft=form.draft(),
            by=acting(request),
            at=timezone.now(),
        ),
        done="送达回证已制作，请交收件人核对签名；拒绝接收的，登记拒绝签名。",
        url=lambda: _signing_page(receipt_of(paper)),
    )


@staff(Role.CASE_OFFICER, purpose="制作送达公告")
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """文书送达公告: made from what was tried, then sealed and posted."""
    paper, case = paper_for(request, document_id)
    form = AnnounceForm(request.POST or None)
    tried = efforts_of(case) or "本案还没有登记过未能送达。"
    article = Citation("民事诉讼法", "95", "1")
    sheet = Sheet(request, case, form, "制作送达公告", article, paper, known=(tried,))
    return sheet.answer(
        lambda: make_announcement(
            case_id=case.id,
            document_id=paper.id,
            is_missing=form.cleaned_data["is_missing"],
            by=acting(request),
            at=timezone.now(),
        ),
        done="送达公告已制作。用印后张贴、刊登，再登记公告送达，期满之日自动计算。",
        url=lambda: _page(announcement_of(paper)),
    )


@staff(Role.CASE_OFFICER, purpose="制作财物清单")
@require_POST
def list_goods(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """财物清单 of the paper's goods, to be signed on the spot."""
    paper, case = paper_for(request, document_id)
    return answer_act(
        request,
        lambda: make_goods_list(
            case_id=case.id, document_id=paper.id, by=acting(request), at=timezone.now()
        ),
        done="财物清单已制作，请当场清点后签名。",
        url=lambda: _signing_page(goods_list_of(paper)),
        back_url=_page(paper),
    )


def _signing_page(made: Document | None) -> str:
    assert made is not None  # just made
    return reverse("desk:document-sign", args=[made.id])


def _page(made: Document | None) -> str:
    assert made is not None  # just made
    return reverse("desk:document", args=[made.id])
