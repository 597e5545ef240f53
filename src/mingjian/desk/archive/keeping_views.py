"""Views of keeping: hold, retention, destruction."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.archive.keeping import (
    approve_destruction,
    lift_hold,
    place_hold,
    propose_destruction,
    retain_longer,
)
from mingjian.archive.kinds import HoldGround
from mingjian.archive.models import Hold
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.archive.forms import DestructionForm, HoldForm, LiftForm, RetentionForm
from mingjian.desk.archive.frame import KEEPERS, act_on, dossier_for, dossier_url
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff


@staff(*KEEPERS, purpose="登记暂缓销毁")
@require_http_methods(["GET", "POST"])
def hold(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """登记暂缓销毁."""
    found, form = dossier_for(request, dossier_id), HoldForm(request.POST or None)
    intro = "登记以后，保管期限届满也不得销毁，直到解除。"
    return act_on(request, found, form, "登记暂缓销毁", intro, "已登记暂缓销毁。").answer(
        lambda: place_hold(
            dossier_id=found.id,
            ground=HoldGround(form.cleaned_data["ground"]),
            reasons=form.cleaned_data["reasons"],
            by=acting(request),
            at=timezone.now(),
        )
    )


@staff(*KEEPERS, purpose="解除暂缓销毁")
@require_http_methods(["GET", "POST"])
def lift(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """解除暂缓销毁."""
    one = get_object_or_404(Hold, id=hold_id)
    found, form = dossier_for(request, one.dossier_id), LiftForm(request.POST or None)
    intro = f"登记的事由：{one.get_ground_display()}。{one.reasons}"
    return act_on(request, found, form, "解除暂缓销毁", intro, "已解除暂缓销毁。").answer(
        lambda: lift_hold(
            hold_id=one.id,
            because=form.cleaned_data["because"],
            by=acting(request),
            at=timezone.now(),
        )
    )


@staff(Role.ARCHIVIST, purpose="重新划定保管期限")
@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """重新划定保管期限."""
    found, form = dossier_for(request, dossier_id), RetentionForm(request.POST or None)
    intro = "保管期限只能延长，不能缩短。"
    return act_on(request, found, form, "重新划定保管期限", intro, "保管期限已延长。").answer(
        lambda: retain_longer(
            dossier_id=found.id,
            until=form.cleaned_data["until"],
            reasons=form.cleaned_data["reasons"],
            by=acting(request),
            at=timezone.now(),
        )
    )


@staff(Role.ARCHIVIST, purpose="提出销毁案卷")
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """提出销毁."""
    found, form = dossier_for(request, dossier_id), DestructionForm(request.POST or None)
    intro = "保管期限届满、没有暂缓销毁的案卷，经鉴定后提出，由机关负责人批准。"
    return act_on(request, found, form, "提出销毁", intro, "已提出，等待批准。").answer(
        lambda: propose_destruction(
            dossier_id=found.id,
            appraisal=form.cleaned_data["appraisal"],
            on=timezone.localdate(),
            by=acting(request),
            at=timezone.now(),
        )
    )


@staff(Role.AGENCY_HEAD, purpose="批准销毁案卷")
@require_POST
def approve(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """批准销毁: files go, the stub stays."""
    found, now, by = dossier_for(request, dossier_id), timezone.now(), acting(request)
    on = timezone.localdate(now)
    return answer_act(
        request,
        lambda: approve_destruction(dossier_id=found.id, on=on, by=by, at=now),
        done="案卷已销毁，存根保留。",
        url=dossier_url(found),
    )
