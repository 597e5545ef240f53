"""The screen on the spot as officers fill it in."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingjian.journal.ids import new_id
from mingjian.law.procedure import EvidenceKind
from mingjian.law.summary import Leniency, PaymentWay
from mingjian.ops.demo.firms import id_number
from mingjian.ops.demo.story import Cast
from tests.cases.summary.spot import LITTERING

URL = reverse("desk:on-the-spot")


def filled(cast: Cast, **changes: Any) -> dict[str, Any]:
    """A cigarette end thrown away by somebody nobody knows yet."""
    return {
        "case_id": str(new_id()),
        "party": id_number("440305", 777),
        "party_name": "张三东",
        "choice": f"{LITTERING}#情节较轻",
        "place": "示范路与样板路交叉口",
        "evidence": [EvidenceKind.AUDIOVISUAL.value],
        "facts_are_certain": "on",
        "leniency": Leniency.NONE.value,
        "amount_yuan": "",
        "partner": str(cast.assisting.officer_id),
        "cards_were_shown": "on",
        **changes,
    }


def heard(response: HttpResponse, data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The second half, with the token of what was told."""
    token = re.search(r'name="told" value="([^"]*)"', response.content.decode())
    assert token is not None
    return {
        **data,
        "told": token[1],
        "party_was_heard": "on",
        "way": PaymentWay.BANK.value,
        "receipt": "signed",
        **changes,
    }


def tell(client: Client, data: dict[str, Any]) -> HttpResponse:
    """告知当事人."""
    return client.post(URL, {**data, "tell": "1"})


def decide(client: Client, data: dict[str, Any]) -> HttpResponse:
    """当场作出决定."""
    return client.post(URL, {**data, "decide": "1"})


def decided(client: Client, cast: Cast, **changes: Any) -> HttpResponse:
    """From the empty screen to the page of the decision."""
    data = filled(cast, **changes)
    return client.get(decide(client, heard(tell(client, data), data))["Location"], follow=True)
