"""Signing in and out (登录、退出), the role to act in (岗位), the own password (密码)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.access.accounts import change_password as replace_password
from mingjian.access.actors import NoSuchRole, roles_of
from mingjian.access.gate import admission_of, roles_here
from mingjian.access.login import begin_session, end_session
from mingjian.access.models import User
from mingjian.access.session_records import EndReason
from mingjian.access.sessions import ENDED, ended_message
from mingjian.desk.account.forms import LoginForm, PasswordForm
from mingjian.desk.acting import SESSION_ROLE, acting, acting_role, in_order
from mingjian.desk.navigation import nav_items, page_for
from mingjian.law.breach import MoveRefused
from mingjian.web.endpoints import public, staff
from mingjian.web.fragments import redirect_to

LOGIN = "desk/account/login.html"
CHANGE = "desk/account/password.html"
WRONG = "账号或者密码不正确，请核对后重新填写；连续五次不正确，将暂停登录十五分钟。"
LOCKED = "密码连续五次不正确，为保护账号已暂停登录，请十五分钟后再试。"
NOT_HELD = "您今天不担任该岗位。请从下列岗位中选择，或者联系安全管理员授权。"


@staff(purpose="打开工作台")
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the chosen role; the administrators' own room for them."""
    if own := page_for("administration", role=acting_role(request)):
        return redirect(own)
    items = nav_items(request, role=acting_role(request), todo_count=0)
    return redirect(items[0].url if items else "desk:account")


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """登录."""
    form = LoginForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _login_page(request, form)
    user = authenticate(request, **form.cleaned_data)
    if not isinstance(user, User):
        form.add_error(
            None, "账号或者密码不正确，请核对后重新填写；连续五次不正确将暂停登录十五分钟。"
        )
        return _login_page(request, form)
    try:
        begin_session(request=request, user=user, at=timezone.now())
    except NoSuchRole as refused:
        form.add_error(None, str(refused))
        return _login_page(request, form)
    return redirect(_after_login(request, user))


def locked_out(request: HttpRequest, credentials: object = None, *args: object) -> HttpResponse:
    """Too many wrong passwords: the same page, one sentence (named in settings for django-axes)."""
    form = LoginForm(request.POST)
    form.is_valid()
    form.add_error(None, LOCKED)
    return render(request, LOGIN, {"form": form, "is_locked": True}, status=429)


def _login_page(request: HttpRequest, form: LoginForm) -> HttpResponse:
    context = {"form": form, "ended": ended_message(request), "next": _next_of(request)}
    return render(request, LOGIN, context, status=422 if form.is_bound else 200)


def _next_of(request: HttpRequest) -> str:
    """Where the person wanted to go; an address of another site is no address."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def _after_login(request: HttpRequest, user: User) -> str:
    """Several roles: choose one first; otherwise on to where the person wanted to go."""
    wanted = _next_of(request)
    if len(roles_of(user, on=timezone.localdate())) > 1:
        query = urlencode({"first": "1", "next": wanted} if wanted else {"first": "1"})
        return f"{reverse('desk:account')}?{query}"
    return wanted or reverse("desk:home")


@staff(purpose="退出登录")
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """退出."""
    end_session(request=request, at=timezone.now())
    return redirect_to(request, f"{reverse('desk:login')}?{ENDED}={EndReason.LOGOUT}")


@staff(purpose="查看本人账号")
def account(request: HttpRequest) -> HttpResponse:
    """本人账号: the roles held, which one is in use, the way to the password."""
    current = acting_role(request)
    context: dict[str, Any] = {
        "roles": [(role, role is current) for role in in_order(roles_here(request))],
        "is_first": "first" in request.GET,
        "next": _next_of(request),
    }
    return render(request, "desk/account/account.html", context)


@staff(purpose="选择办理岗位")
@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """切换岗位: only a role held today."""
    held = in_order(roles_here(request))
    role = next((role for role in held if role == request.POST.get("role")), None)
    if role is None:
        messages.warning(
            request, "您今天不担任该岗位。请从下列岗位中选择，或者联系安全管理员授权。"
        )
        return redirect_to(request, reverse("desk:account"))
    request.session[SESSION_ROLE] = role.value
    messages.success(request, f"现以{role.title}的岗位办理。")
    return redirect_to(request, _next_of(request) or reverse("desk:home"))


@staff(purpose="修改本人密码")
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """修改密码: every session ends, the person signs in again."""
    form = PasswordForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return render(request, CHANGE, {"form": form}, status=422 if form.is_bound else 200)
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    user = admission_of(request).user
    try:
        replace_password(user_id=user.id, old=old, new=new, by=acting(request), at=timezone.now())
    except MoveRefused as refused:
        form.add_error(_field_of(refused), "；".join(map(str, refused.breaches)))
        return render(request, CHANGE, {"form": form}, status=422)
    return redirect_to(request, f"{reverse('desk:login')}?{ENDED}={EndReason.PASSWORD}")


def _field_of(refused: MoveRefused) -> str:
    """Which field the refusal speaks of."""
    return "old" if refused.breaches[0].code == "OLD_PASSWORD" else "new"
