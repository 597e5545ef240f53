"""The register of parties (当事人名录): those of the cases this person may see, nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from mingjian.access.scopes import Scope
from mingjian.access.sealing import Sealed
from mingjian.cases.models import Case
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.law.procedure import State
from mingjian.registry.kinds import IdKind, PartyKind
from mingjian.registry.models import Party
from mingjian.web.parts import ActiveFilter, Chip, SummaryRow

LONGEST_QUERY = 100
# 密存的内容项：列名 → 名称。
SEALED = {"id_number": "身份证件号码", "phone": "联系电话"}
MOST_CASES = 50


@dataclass(frozen=True)
class PartyList:
    """What the list shows."""

    query: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[PartyRow]
    page: Page


@dataclass(frozen=True)
class PartyRow:
    """One line: sealed values stay sealed."""

    id: UUID
    name: str
    kind: str
    credit_code: str
    id_number: Sealed
    representative: str


@dataclass(frozen=True)
class CaseLine:
    """A case of this party that the person may see."""

    id: UUID
    number: str
    cause: str
    state: str


def list_parties(*, scope: Scope, query: QueryDict) -> PartyList:
    """Parties of visible cases by name; two queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    parties = parties_seen_by(scope)
    for word in words.split():
        parties = parties.filter(Q(name__icontains=word) | Q(credit_code__iexact=word))
    kind = query.get("kind", "")
    if kind in set(PartyKind):
        parties = parties.filter(kind=kind)
    page = page_of(query, total=parties.count())
    return PartyList(
        query=words,
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[_row(party) for party in parties.order_by("name", "id")[page.start : page.stop]],
        page=page,
    )


def parties_seen_by(scope: Scope) -> QuerySet[Party]:
    """Parties of at least one case inside the scope."""
    seen = Case.objects.visible_to(scope).filter(party=OuterRef("pk"))
    return Party.objects.filter(Exists(seen))


def party_for(*, scope: Scope, party_id: UUID) -> Party:
    """The party; 404 outside the scope."""
    return get_object_or_404(parties_seen_by(scope), id=party_id)


def describe_party(party: Party) -> list[SummaryRow]:
    """What is registered, except what is sealed."""
    kind = PartyKind(party.kind)
    rows = [SummaryRow("类别", kind.title)]
    if kind is not PartyKind.PERSON:
        rows.append(SummaryRow("统一社会信用代码", party.credit_code))
        label = "法定代表人" if kind is PartyKind.ORGANISATION else "经营者"
        rows.append(SummaryRow(f"{label}（负责人）", party.legal_representative))
        rows.append(SummaryRow("小微企业", "是" if party.is_micro else "否"))
    else:
        rows.append(SummaryRow("性别", party.gender))
        rows.append(SummaryRow("证件种类", IdKind(party.id_kind).title if party.id_kind else ""))
    rows.append(SummaryRow("住址、住所", party.address))
    return rows


def sealed_fields(party: Party) -> list[tuple[str, str, Sealed]]:
    """Column, name and sealed value of what is kept encrypted; empty ones are left out."""
    found = [(column, title, getattr(party, column)) for column, title in SEALED.items()]
    return [(column, title, value) for column, title, value in found if value]


def case_lines(party: Party, *, scope: Scope) -> list[CaseLine]:
    """Cases of this party inside the scope, newest first; one query."""
    cases = Case.objects.visible_to(scope).filter(party=party).select_related("lead_number")
    return [
        CaseLine(case.id, case.number or case.lead_number.text, case.cause, State(case.state).title)
        for case in cases.order_by("-registered_on", "-id")[:MOST_CASES]
    ]


def _chips(query: QueryDict) -> list[Chip]:
    chosen = query.get("kind", "")
    return [
        Chip("全部", link_with(query, kind=""), not chosen),
        *(Chip(one.title, link_with(query, kind=one.value), chosen == one) for one in PartyKind),
    ]


def _row(party: Party) -> PartyRow:
    return PartyRow(
        id=party.id,
        name=party.name,
        kind=PartyKind(party.kind).title,
        credit_code=party.credit_code,
        id_number=party.id_number,
        representative=party.legal_representative,
    )
