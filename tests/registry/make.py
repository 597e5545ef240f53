"""Agencies, officers and parties for tests of any room (synthetic names, checksum-valid codes)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any

from mingjian.law.identifiers import BadIdentifier, check_credit_code, check_id_number
from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.registry.agencies import NewAgency, grant_power, register_agency
from mingjian.registry.credentials import NewCredential, issue_credential
from mingjian.registry.kinds import PartyKind
from mingjian.registry.models import Agency, Credential, LawPack, Officer, Party
from mingjian.registry.officers import NewOfficer, register_officer
from mingjian.registry.packs import load_packs
from mingjian.registry.parties import NewParty, register_party
from tests.access.make import LONG_AGO, MONDAY, actor

SYSTEM = actor(Role.SYSTEM_ADMIN, name="系统管理员甲")
PACK = "binxian"
DIVISION = "230125"
_numbers = count(1)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(seed: int) -> str:
    """A code whose check sign fits and whose organisation number nobody was given."""
    body = f"91{DIVISION}MA{seed:07d}"
    return _completed(body, _SIGNS, check_credit_code)


def id_number(born: date, seed: int = 1) -> str:
    """A number whose check digit fits; odd seeds are male."""
    body = f"{DIVISION}{born:%Y%m%d}{seed % 1000:03d}"
    return _completed(body, "0123456789X", lambda text: check_id_number(text, on=MONDAY.date()))


def _completed(body: str, signs: str, check: Any) -> str:
    for sign in signs:
        try:
            return str(check(body + sign))
        except BadIdentifier:
            continue
    raise AssertionError(f"no check sign fits {body}")


def make_packs() -> list[LawPack]:
    """The shipped law packs, loaded if they are not."""
    load_packs(by=SYSTEM, at=MONDAY)
    return list(LawPack.objects.order_by("pack_id"))


def make_agency(*, lines: Iterable[Line] = tuple(Line), **changes: Any) -> Agency:
    """An agency that has long existed, with power over ``lines``."""
    make_packs()
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"测试县市场监督管理局{number}",
        "short_name": f"测试局{number}",
        "number_prefix": f"测市监{number}",
        "division_code": DIVISION,
        "pack_id": PACK,
        "reconsideration_body": "测试县人民政府",
        "court": "测试县人民法院",
        "since": LONG_AGO,
        **changes,
    }
    agency = register_agency(agency=NewAgency(**values), by=SYSTEM, at=MONDAY)
    for line in lines:
        grant_power(
            agency_id=agency.id,
            line=line,
            cite="《测试条例》第一条",
            since=agency.since,
            by=SYSTEM,
            at=MONDAY,
        )
    return agency


def make_officer(agency: Agency | None = None, **changes: Any) -> Officer:
    """An officer in office with a credential valid 2020–2029 (an assistant has none)."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "agency_id": (agency or make_agency()).id,
        "name": f"张三{number}",
        "post": "科员",
        "category": "市场监管",
        "since": LONG_AGO,
        **changes,
    }
    officer = register_officer(officer=NewOfficer(**values), by=SYSTEM, at=MONDAY)
    if not officer.is_assistant:
        make_credential(officer)
    return officer


def make_credential(officer: Officer, **changes: Any) -> Credential:
    """One more credential of the officer."""
    values: dict[str, Any] = {
        "number": f"黑TEST{next(_numbers):06d}",
        "category": officer.category,
        "area": DIVISION,
        "issued_by": "测试省人民政府",
        "valid_from": LONG_AGO,
        "valid_until": date(2029, 12, 31),
        **changes,
    }
    return issue_credential(
        officer_id=officer.id, credential=NewCredential(**values), by=SYSTEM, at=MONDAY
    )


def make_party(kind: PartyKind = PartyKind.ORGANISATION, **changes: Any) -> Party:
    """A party of this kind, registered by a case officer."""
    number = next(_numbers)
    values: dict[str, Any] = {"kind": kind, "address": "测试县测试镇测试路1号"}
    if kind == PartyKind.PERSON:
        values |= {"name": f"李四{number}", "id_number": id_number(date(1990, 1, 1), number)}
    else:
        values |= {
            "name": f"测试食品经营部{number}",
            "credit_code": credit_code(number),
            "legal_representative": "王五",
        }
    return register_party(party=NewParty(**{**values, **changes}), by=actor(), at=MONDAY)
