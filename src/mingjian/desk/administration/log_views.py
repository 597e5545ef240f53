"""State of the public log for the administrators: what waits, what was signed, who cosigned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingjian.desk.acting import acting_role
from mingjian.desk.administration.audit_views import audit_tabs
from mingjian.law.roles import Role
from mingjian.ledger.advancing import read_state
from mingjian.ledger.checkpoints import served_keys
from mingjian.ledger.models import Checkpoint, Cosignature
from mingjian.ledger.notes import BadNote
from mingjian.ledger.witnesses import read_witnesses
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

CHECKPOINTS_SHOWN = 10


@dataclass(frozen=True)
class WitnessLine:
    """One witness, and how far it has cosigned."""

    name: str
    url: str
    size: int
    signed_at: datetime | None


@staff(Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, purpose="查看公开日志的运行状态")
@require_safe
def log_state(request: HttpRequest) -> HttpResponse:
    """公开日志的运行状态; looks, and changes nothing."""
    state = read_state()
    witnesses, mistake = _witnesses()
    context = {
        "state": state,
        "is_closed": state.is_closed(at=timezone.now()),
        "keys": served_keys(),
        "witnesses": witnesses,
        "mistake": mistake,
        "needed": settings.LOG_WITNESSES_NEEDED,
        "checkpoints": Checkpoint.objects.order_by("-size")[:CHECKPOINTS_SHOWN],
        "tabs": audit_tabs("log") if acting_role(request) is Role.AUDIT_ADMIN else [],
    }
    return render_page(request, "desk/administration/log.html", context)


def _witnesses() -> tuple[list[WitnessLine], str]:
    """The named witnesses, or what is wrong with the file that names them."""
    try:
        named = read_witnesses()
    except BadNote as error:
        return [], f"见证方名单有误：{error}"
    return [_line(each.key.name, each.url) for each in named], ""


def _line(name: str, url: str) -> WitnessLine:
    last = Cosignature.objects.filter(witness=name).order_by("-checkpoint_id").first()
    if last is None:
        return WitnessLine(name, url, 0, None)
    return WitnessLine(name, url, last.checkpoint_id, last.signed_at)
