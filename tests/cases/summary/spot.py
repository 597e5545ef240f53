"""On-the-spot penalties for tests: a cast on the street, a party, and what they enter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.cases.summary.facts import spot_content
from mingjian.cases.summary.imposing import SpotDraft, Told, impose_on_the_spot
from mingjian.law.identifiers import check_id_number
from mingjian.law.procedure import EvidenceKind, PartyKind
from mingjian.law.roles import Role
from mingjian.ops.demo.firms import party_for
from mingjian.ops.demo.places import Place
from mingjian.ops.demo.story import Cast
from mingjian.registry.models import Party
from mingjian.registry.parties import NewParty, register_party
from tests.cases.story import BINXIAN, EARLY, make_cast

DAY = date(2026, 5, 11)
AT = datetime.combine(DAY, time(10, 32), tzinfo=BEIJING)
LITTERING = "shenzhen-urban-2023/13"
BALCONY = "shenzhen-urban-2023/9"
UNLABELLED = "food-staff-without-health-certificate"
_serials: Iterator[int] = count(1)
