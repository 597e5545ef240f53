"""Proofs (存在证明): one file with which anybody checks a publication, offline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.log import current_size, prove_inclusion
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.machine import proof_json
from mingjian.portal.decisions.views import answer_json, find_record
from mingjian.web.endpoints import public


@public
@cached(seconds=MINUTE)
def proof(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Content, salt and the way through the tree; for a withdrawn record its two leaves only."""
    record = find_record(public_id)
    if record is None:
        return answer_json(None)
    response = JsonResponse(_proof_of(record), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'inline; filename="proof-{public_id}.json"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _proof_of(record: PublicRecord) -> dict[str, object]:
    size = current_size()
    withdrawn = record.withdrawn_leaf_index
    return proof_json(
        record,
        proof=prove_inclusion(index=record.leaf_index, size=size),
        withdrawal=prove_inclusion(index=withdrawn, size=size) if withdrawn is not None else None,
    )
