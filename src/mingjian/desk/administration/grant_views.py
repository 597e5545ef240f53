"""Pages of the security administrator: roles, disabled accounts, passwords."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.accounts import disable_account, enable_account, reset_password
from mingjian.access.gate import scope_here
from mingjian.access.grants import end_role, grant_role
from mingjian.access.models import User
from mingjian.desk.administration.accounts import (
    describe_account,
    grant_lines,
    list_accounts,
    roles_to_grant,
)
from mingjian.desk.administration.forms import EndGrantForm, GrantForm, ReasonForm, ResetForm
from mingjian.desk.administration.frame import accounts_kept_by, act_here, separations
from mingjian.desk.answering import answer_act
from mingjian.desk.fields import DeskForm
from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(Role.SECURITY_ADMIN, purpose="管理授权")
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """授权: accounts with their roles."""
    listed = list_accounts(scope=scope_here(request), query=request.GET, on=timezone.localdate())
    context = {"accounts": listed, "separations": separations(request)}
    return render_page(request, "desk/administration/grants.html", context)


@staff(Role.SECURITY_ADMIN, purpose="管理授权")
@require_safe
def holder(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One account with every role it held."""
    user = _user_here(request, user_id)
    context = {
        "user": user,
        "rows": describe_account(user),
        "grants": grant_lines(user, on=timezone.localdate()),
        "is_me": user.pk == request.user.pk,
    }
    return render_page(request, "desk/administration/holder.html", context)


@staff(Role.SECURITY_ADMIN, purpose="授予岗位")
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """授予岗位."""
    user = _user_here(request, user_id)
    initial = {"since": timezone.localdate()}
    form = GrantForm(request.POST or None, roles=roles_to_grant(user), initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _page(request, user, form, "授予岗位")
    act = {"user_id": user.id, **form.details(), **act_here(request)}
    return answer_act(
        request,
        lambda: grant_role(**act),
        done="岗位已授予。",
        url=_url(user),
        show_refusal=lambda breaches: _page(request, user, form, "授予岗位", breaches),
    )


@staff(Role.SECURITY_ADMIN, purpose="终止岗位")
@require_http_methods(["GET", "POST"])
def end_grant(request: HttpRequest, user_id: UUID, role: str) -> HttpResponse:
    """终止岗位."""
    if role not in set(Role):
        raise Http404(f"no role {role!r}")
    user, title = _user_here(request, user_id), f"终止{Role(role).title}岗位"
    form = EndGrantForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return _page(request, user, form, title)
    act = {"user_id": user.id, "role": Role(role), **form.cleaned_data, **act_here(request)}
    return answer_act(
        request,
        lambda: end_role(**act),
        done="岗位已终止。",
        url=_url(user),
        show_refusal=lambda breaches: _page(request, user, form, title, breaches),
    )


@staff(Role.SECURITY_ADMIN, purpose="停用、恢复账号")
@require_http_methods(["GET", "POST"])
def switch_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """停用 an active account, 恢复 a disabled one."""
    user = _user_here(request, user_id)
    title = "停用账号" if user.is_active else "恢复账号"
    change = disable_account if user.is_active else enable_account
    form = ReasonForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, user, form, title)
    act = {"user_id": user.id, **form.cleaned_data, **act_here(request)}
    return answer_act(
        request,
        lambda: change(**act),
        done=f"已{title}。",
        url=_url(user),
        show_refusal=lambda breaches: _page(request, user, form, title, breaches),
    )


@staff(Role.SECURITY_ADMIN, purpose="重置密码")
@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """重置密码: every session of the account ends."""
    user = _user_here(request, user_id)
    form = ResetForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, user, form, "重置密码")
    act = {"user_id": user.id, "new": form.cleaned_data["new"], **act_here(request)}
    return answer_act(
        request,
        lambda: reset_password(**act),
        done="密码已重置，该账号各处登录已退出。",
        url=_url(user),
        show_refusal=lambda breaches: _page(request, user, form, "重置密码", breaches),
    )


def _user_here(request: HttpRequest, user_id: UUID) -> User:
    return get_object_or_404(accounts_kept_by(scope_here(request)), id=user_id)


def _url(user: User) -> str:
    return reverse("desk:holder", args=[user.id])


def _page(
    request: HttpRequest,
    user: User,
    form: DeskForm,
    title: str,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    context = {"title": title, "back_url": _url(user), "back_label": str(user)}
    template = "desk/administration/form.html"
    return form_page(request, template, context, form=form, breaches=breaches)
