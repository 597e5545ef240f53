"""Pages of the system administrator: accounts; no role is granted here (三员分立)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.accounts import create_account
from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.desk.administration.accounts import list_accounts
from mingjian.desk.administration.forms import AccountForm
from mingjian.desk.administration.frame import ADMINISTRATORS, HOME_OF, act_here, separations
from mingjian.desk.answering import answer_act
from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.registry.models import Agency
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(*ADMINISTRATORS, purpose="系统管理")
@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """The page of the administrator's own work."""
    return redirect(HOME_OF[acting_role(request)])


@staff(Role.SYSTEM_ADMIN, purpose="管理账号")
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """账号."""
    listed = list_accounts(scope=scope_here(request), query=request.GET, on=timezone.localdate())
    context = {"accounts": listed, "separations": separations(request)}
    return render_page(request, "desk/administration/accounts.html", context)


@staff(Role.SYSTEM_ADMIN, purpose="开立账号")
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """开立账号: it can do nothing until the security administrator grants a role."""
    form = AccountForm(request.POST or None, agencies=_agencies(request))
    if request.method == "GET" or not form.is_valid():
        return _page(request, form)
    act = {"account": form.account(), **act_here(request)}
    return answer_act(
        request,
        lambda: create_account(**act),
        done=f"账号{form.cleaned_data['username']}已开立，请由安全管理员授予岗位后使用。",
        url=reverse("desk:accounts"),
        show_refusal=lambda breaches: _page(request, form, breaches),
    )


def _agencies(request: HttpRequest) -> list[tuple[str, str]]:
    scope = scope_here(request)
    agencies = Agency.objects.filter(until__isnull=True).order_by("division_code", "name")
    if scope.agency_id:
        agencies = agencies.filter(id=scope.agency_id)
    return [(str(agency_id), name) for agency_id, name in agencies.values_list("id", "name")]


def _page(request: HttpRequest, form: AccountForm, breaches: Sequence[Breach] = ()) -> HttpResponse:
    context = {
        "title": "开立账号",
        "back_url": reverse("desk:accounts"),
        "back_label": "账号",
    }
    template = "desk/administration/form.html"
    return form_page(request, template, context, form=form, breaches=breaches)
