"""怎样核验我们: size and root of the public log, what stands in it, how to check one record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.checkpoints import served_keys
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.log import current_root
from mingjian.ledger.models import Leaf
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.proving import checkpoint_size
from mingjian.portal.trail import trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

CHECKER = Path(__file__).resolve().parent.parent / "static" / "portal" / "check_proof.py"
WITHDRAWALS_SHOWN = 20
_SIZE = re.compile(r"[0-9]{1,12}", re.ASCII)
_TITLES = {
    LeafType.PUBLISH: "公示",
    LeafType.CORRECT: "更正",
    LeafType.WITHDRAW: "撤下",
    LeafType.EXPIRE: "公示期届满撤下",
    LeafType.LIST: "文号账",
}


@public
@cached(seconds=MINUTE)
def verify(request: HttpRequest) -> HttpResponse:
    """怎样核验."""
    size = checkpoint_size()
    past = _past_root(request.GET.get("size", "").strip(), size=size)
    context = {
        "crumbs": trail(Link("怎样核验我们")),
        "size": size,
        "root": current_root(size=size).hex(),
        "kinds": _count_kinds(),
        "withdrawn": newest_withdrawals(),
        "at": timezone.now(),
        "keys": served_keys(),
        "program": CHECKER.read_text(encoding="utf-8"),
        **past,
    }
    return render(request, "portal/verify.html", context, status=400 if past["mistake"] else 200)


def newest_withdrawals() -> list[PublicRecord]:
    """撤下记录: the newest stubs; they hold no name, no number and no content."""
    stubs = PublicRecord.objects.filter(withdrawn_on__isnull=False).defer("grams", "search_text")
    return list(stubs.order_by("-withdrawn_on", "public_id")[:WITHDRAWALS_SHOWN])


def _past_root(asked: str, *, size: int) -> dict[str, Any]:
    """The root of an earlier size, to compare with what the reader wrote down then."""
    if not asked:
        return {"asked": "", "past_root": "", "mistake": ""}
    if not _SIZE.fullmatch(asked) or int(asked) > size:
        mistake = f"“{asked[:20]}”不是以前的日志总数。请输入 0 到 {size:,} 之间的数字，不带逗号。"
        return {"asked": asked[:20], "past_root": "", "mistake": mistake}
    return {"asked": asked, "past_root": current_root(size=int(asked)).hex(), "mistake": ""}


def _count_kinds() -> list[tuple[str, int]]:
    """How many entries of each kind the log holds."""
    counts = dict(Leaf.objects.values_list("type").annotate(count=Count("index")))
    return [(title, counts.get(kind.value, 0)) for kind, title in _TITLES.items()]
