"""The law book pages (法律依据): list, one entry, comparison, switching an agency's pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.formpages import form_page
from mingjian.desk.parameters.comparing import compare_packs
from mingjian.desk.parameters.explaining import explain_somewhere
from mingjian.desk.parameters.forms import SwitchForm
from mingjian.desk.parameters.listing import list_law, pack_chips
from mingjian.desk.parameters.shelf import KeptPack, chosen_pack, kept_packs
from mingjian.desk.parameters.switching import agencies_to_switch, agency_packs
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.registry.packs import switch_pack
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Tab

_LIST = "desk/parameters/list.html"
_SWITCH = "desk/parameters/switch.html"


@staff(purpose="查阅法律依据")
def parameters(request: HttpRequest) -> HttpResponse:
    """法律依据: the law book of the own agency, or of the pack in the address."""
    packs = kept_packs(scope=scope_here(request))
    pack = chosen_pack(packs, request.GET.get("pack", ""))
    context: dict[str, Any] = {"tabs": _tabs(request, "parameters"), "chosen": pack}
    if pack is not None:
        on = timezone.localdate()
        context["law"] = list_law(packs=packs, pack=pack, query=request.GET, on=on)
    return render_page(request, _LIST, context)


@staff(purpose="查阅法律依据")
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One entry: why this value, from which provision; of another pack where the own is silent."""
    packs = kept_packs(scope=scope_here(request))
    chosen = chosen_pack(packs, request.GET.get("pack", ""))
    pack, entry = explain_somewhere(key=key, chosen=chosen, packs=packs, on=timezone.localdate())
    if pack is None or entry is None:
        raise Http404(f"no law value or time limit {key!r}")
    silent = chosen if chosen != pack else None
    chips = pack_chips(packs, pack, request.GET)
    context = {"entry": entry, "pack": pack, "packs": chips, "silent": silent}
    return render_page(request, "desk/parameters/entry.html", context)


@staff(purpose="对照各地规定")
def comparison(request: HttpRequest) -> HttpResponse:
    """五地对照."""
    packs = kept_packs(scope=scope_here(request))
    context: dict[str, Any] = {"tabs": _tabs(request, "parameters-comparison")}
    if packs:
        on = timezone.localdate()
        context["comparison"] = compare_packs(packs=packs, query=request.GET, on=on)
    return render_page(request, "desk/parameters/comparison.html", context)


@staff(Role.SYSTEM_ADMIN, purpose="更换法律参数包")
@require_http_methods(["GET", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """更换法律参数包: for new cases only."""
    packs = kept_packs(scope=scope_here(request))
    form = _switch_form(request, packs)
    if request.method == "GET" or not form.is_valid():
        return _switch_page(request, form, packs)
    agency_id, pack_id = form.cleaned_data["agency"], form.cleaned_data["pack"]
    by, at = acting(request), timezone.now()
    return answer_act(
        request,
        lambda: switch_pack(agency_id=agency_id, pack_id=pack_id, by=by, at=at),
        done="法律参数包已更换：新立案件适用新的参数，在办案件不受影响。",
        url=reverse("desk:parameters-switch"),
        show_refusal=lambda breaches: _switch_page(request, form, packs, breaches),
    )


def _switch_form(request: HttpRequest, packs: list[KeptPack]) -> SwitchForm:
    agencies = agencies_to_switch(scope=scope_here(request)).values_list("id", "name")
    return SwitchForm(
        request.POST or None,
        agencies=[(str(agency_id), name) for agency_id, name in agencies],
        packs=[(pack.pack_id, f"{pack.name}（{pack.version}）") for pack in packs],
    )


def _switch_page(
    request: HttpRequest, form: SwitchForm, packs: list[KeptPack], breaches: Sequence[Breach] = ()
) -> HttpResponse:
    names = {pack.pack_id: pack.name for pack in packs}
    agencies = agencies_to_switch(scope=scope_here(request))
    context = {
        "tabs": _tabs(request, "parameters-switch"),
        "agency_packs": agency_packs(agencies=agencies, names=names),
    }
    return form_page(request, _SWITCH, context, form=form, breaches=breaches)


def _tabs(request: HttpRequest, current: str) -> list[Tab]:
    pages = {"parameters": "现行规定", "parameters-comparison": "各地对照"}
    if acting_role(request) is Role.SYSTEM_ADMIN:
        pages["parameters-switch"] = "更换法律参数包"
    return [Tab(label, reverse(f"desk:{page}"), page == current) for page, label in pages.items()]
