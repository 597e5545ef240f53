"""Due list, one matter, and the acts on a text: prepare, approve, release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.board import board_for
from mingjian.desk.disclosure.forms import OpinionForm, PrepareForm
from mingjian.desk.disclosure.limits import limits_of
from mingjian.desk.disclosure.matter import read_matter
from mingjian.desk.disclosure.pending import pending_texts
from mingjian.desk.disclosure.readers import READERS, moment_here, room_tabs
from mingjian.desk.disclosure.reading import duty_for, page_of_text, preparation_for
from mingjian.desk.disclosure.texts import preview_of, review_of
from mingjian.desk.formpages import form_page
from mingjian.disclosure.approvals import approve_content, approve_secrecy
from mingjian.disclosure.duties import catch_up
from mingjian.disclosure.kinds import ApprovalKind
from mingjian.disclosure.models import Duty, Preparation
from mingjian.disclosure.past_checking import is_large
from mingjian.disclosure.past_jobs import ask_publication
from mingjian.disclosure.past_publishing import publish_batch
from mingjian.disclosure.preparing import prepare_publication
from mingjian.disclosure.publishing import publish, publish_correction, withhold_publication
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.ledger.advancing import log_degraded_since
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

_APPROVE = {ApprovalKind.CONTENT: approve_content, ApprovalKind.SECRECY: approve_secrecy}


@staff(*READERS, purpose="办理公示")
@require_safe
def disclosure(request: HttpRequest) -> HttpResponse:
    """待公示."""
    catch_up()
    scope, role = scope_here(request), acting_role(request)
    context = {
        "board": board_for(scope=scope, role=role, query=request.GET, on=timezone.localdate()),
        "pending": pending_texts(scope=scope),
        "limits": limits_of(scope=scope, on=timezone.localdate()),
        "log_degraded_since": log_degraded_since(),
        "tabs": room_tabs(request, "disclosure"),
    }
    return render_page(request, "desk/disclosure/list.html", context)


@staff(*READERS, purpose="办理公示")
@require_safe
def duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """One duty to publish."""
    found = duty_for(scope=scope_here(request), duty_id=duty_id)
    by = acting(request)
    context = {
        "duty": found,
        "matter": read_matter(duty=found, by=by, on=timezone.localdate()),
        "is_clerk": by.role is Role.DISCLOSURE_CLERK,
    }
    return render_page(request, "desk/disclosure/matter.html", context)


@staff(Role.DISCLOSURE_CLERK, purpose="形成公示稿")
@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """形成公示稿; the button 预览 shows the effect of the masks and keeps nothing."""
    found = duty_for(scope=scope_here(request), duty_id=duty_id)
    if "preview" in request.POST:
        return _prepare_page(request, found, PrepareForm(initial=request.POST.dict()))
    form = PrepareForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _prepare_page(request, found, form)
    act = {"choice": form.choice(), **moment_here(request)}
    return answer_act(
        request,
        lambda: prepare_publication(duty_id=found.id, **act),
        done="公示稿已形成，等待内容审核和保密审查。",
        url=reverse("desk:disclosure-duty", args=[found.id]),
        show_refusal=lambda breaches: _prepare_page(request, found, form, breaches),
    )


@staff(Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK, purpose="公示内容审核")
@require_http_methods(["GET", "POST"])
def approve_text(request: HttpRequest, preparation_id: UUID) -> HttpResponse:
    """内容审核."""
    return _review(request, preparation_id, ApprovalKind.CONTENT)


@staff(Role.SECRECY_REVIEWER, purpose="公示保密审查")
@require_http_methods(["GET", "POST"])
def approve_secret(request: HttpRequest, preparation_id: UUID) -> HttpResponse:
    """保密审查."""
    return _review(request, preparation_id, ApprovalKind.SECRECY)


@staff(Role.DISCLOSURE_CLERK, purpose="公示决定")
@require_POST
def release(request: HttpRequest, preparation_id: UUID) -> HttpResponse:
    """公示, 更正公示, 批次公示 or 决定不予公示, as the approved text says."""
    preparation = preparation_for(scope=scope_here(request), preparation_id=preparation_id)
    act, done = _release_of(preparation)
    moment = moment_here(request)
    if act is ask_publication:
        del moment["on"]
    return answer_act(
        request,
        lambda: act(preparation_id=preparation.id, **moment),
        done=done,
        url=page_of_text(preparation),
    )


def _prepare_page(
    request: HttpRequest, found: Duty, form: PrepareForm, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    previews = "preview" in request.POST
    context = {"duty": found, "text": preview_of(found, masks=form.masks()), "previews": previews}
    template = "desk/disclosure/prepare.html"
    return form_page(request, template, context, form=form, breaches=breaches)


def _review(request: HttpRequest, preparation_id: UUID, kind: ApprovalKind) -> HttpResponse:
    """The text to the left, the opinion to the right."""
    text = preparation_for(scope=scope_here(request), preparation_id=preparation_id)
    form = OpinionForm(request.POST or None, initial={"seen_hash": text.hash})
    if request.method == "GET" or not form.is_valid():
        return _review_page(request, text, kind, form)
    act = {**form.cleaned_data, **moment_here(request)}
    return answer_act(
        request,
        lambda: _APPROVE[kind](preparation_id=text.id, **act),
        done=f"{kind.title}已通过。",
        url=page_of_text(text),
        show_refusal=lambda breaches: _review_page(request, text, kind, form, breaches),
    )


def _review_page(
    request: HttpRequest,
    text: Preparation,
    kind: ApprovalKind,
    form: OpinionForm,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    review = review_of(text, kind=kind, by=acting(request))
    context = {"review": review, "back_url": page_of_text(text)}
    template = "desk/disclosure/review.html"
    return form_page(request, template, context, form=form, breaches=breaches)


def _release_of(preparation: Preparation) -> tuple[Callable[..., object], str]:
    """The act that this text leads to, and what to say afterwards."""
    if preparation.corrects:
        return publish_correction, "更正已公示，更正原因同时公开。"
    if preparation.batch is not None and is_large(preparation.batch):
        return ask_publication, "已开始成批公示，可以离开本页。"
    if preparation.batch_id is not None:
        return publish_batch, "批次已公示，各件已写入公开日志。"
    if preparation.publishes:
        return publish, "决定已公示，并写入公开日志。"
    return withhold_publication, "已决定不予公示，理由和审查意见已记录。"
