"""公开日志: what it proves, its newest checkpoint and witnesses, and the account of numbers."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.disclosure.accounting import account_content, account_id
from mingjian.disclosure.models import NumberAccount
from mingjian.ledger.checkpoints import newest_checkpoint, note_of, served_keys
from mingjian.ledger.models import Checkpoint, LogHead
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.trail import trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

CHECKPOINTS_SHOWN = 10


@public
@cached(seconds=MINUTE)
def public_log(request: HttpRequest) -> HttpResponse:
    """公开日志."""
    checkpoint = newest_checkpoint()
    head = LogHead.objects.filter(id=1).first()
    context = {
        "crumbs": trail(Link("公开日志")),
        "checkpoint": checkpoint,
        "note": note_of(checkpoint) if checkpoint else "",
        "cosigned": checkpoint.cosigned.order_by("witness") if checkpoint else [],
        "needed": settings.LOG_WITNESSES_NEEDED,
        "degraded_since": head.degraded_since if head else None,
        "keys": served_keys(),
        "earlier": Checkpoint.objects.order_by("-size")[1 : 1 + CHECKPOINTS_SHOWN],
        "years": years_of_numbers(),
        "at": timezone.now(),
    }
    return render(request, "portal/log.html", context)


@public
@cached(seconds=MINUTE)
def numbers_json(request: HttpRequest) -> HttpResponse:
    """文号公开账, as the log commits to it (salt: 32 zero bytes)."""
    accounts = [
        {"id": account_id(each), "version": each.version, "account": account_content(each)}
        for each in _accounts()
    ]
    return JsonResponse({"accounts": accounts}, json_dumps_params={"ensure_ascii": False})


def years_of_numbers() -> list[tuple[int, list[NumberAccount]]]:
    """文号公开账 by year, newest first."""
    groups = groupby(_accounts(), key=lambda account: account.year)
    return [(year, list(accounts)) for year, accounts in groups]


def _accounts() -> Any:
    return NumberAccount.objects.order_by("-year", "agency_name", "mark")
