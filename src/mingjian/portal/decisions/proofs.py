"""Proofs (存在证明): one file with which anybody checks a publication, offline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from mingjian.disclosure.proving import proof_of
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.views import answer_json, find_record
from mingjian.web.endpoints import public


@public
@cached(seconds=MINUTE)
def proof(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Content, salt and the way through the tree; for a withdrawn record its two leaves only."""
    record = find_record(public_id)
    found = proof_of(record) if record is not None else None
    if found is None:
        return answer_json(record)
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'inline; filename="proof-{public_id}.json"'
    response["X-Robots-Tag"] = "noindex"
    return response
