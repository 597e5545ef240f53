"""The people of the demo: three administrators, and the staff of five agencies. All fictitious."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingjian.access.accounts import NewAccount, create_account, open_house
from mingjian.access.actors import actor_for
from mingjian.access.camps import Camp
from mingjian.access.grants import grant_role
from mingjian.access.models import User
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.places import PLACES, Place
from mingjian.ops.demo.story import Cast, Person
from mingjian.registry.agencies import NewAgency, grant_power, register_agency
from mingjian.registry.credentials import NewCredential, issue_credential
from mingjian.registry.models import Agency, Officer
from mingjian.registry.officers import NewOfficer, register_officer

# Printed by the demo; never used by a real installation, whose administrators choose their own.
DEMO_PASSWORD = "mingjian-demo-2026"  # noqa: S105
SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class Post:
    """A post of the demo's agencies: account name, surname-and-number name, role."""

    account: str
    name: str
    role: Role
    post: str
    enforces: bool = False


POSTS = (
    Post("officer", "张三", Role.CASE_OFFICER, "一级行政执法员", enforces=True),
    Post("officer2", "李四", Role.CASE_OFFICER, "二级行政执法员", enforces=True),
    Post("head", "王五", Role.AGENCY_HEAD, "局长"),
    Post("reviewer", "赵六", Role.LEGAL_REVIEWER, "法制科科长"),
    Post("host", "孙七", Role.PRESIDING_OFFICER, "法制科副科长"),
    Post("clerk", "周八", Role.DISCLOSURE_CLERK, "办公室公示信息员"),
    Post("secrecy", "吴九", Role.SECRECY_REVIEWER, "办公室保密员"),
    Post("archivist", "钱归", Role.ARCHIVIST, "办公室档案员"),
    Post("supervisor", "郑十", Role.SUPERVISOR, "司法局执法监督科科长"),
    Post("appraiser", "钱一", Role.SUPERVISOR, "司法局案卷评查员"),
)
# One letter of the ten stems tells the places apart: 张三甲 is in 宾县, 张三乙 in 祁阳…
_STEMS = "甲乙丙丁戊"
_ADMINISTRATORS = (
    ("sysadmin", "冯系统", Camp.SYSTEM, Role.SYSTEM_ADMIN),
    ("secadmin", "陈安全", Camp.SECURITY, Role.SECURITY_ADMIN),
    ("auditor", "褚审计", Camp.AUDIT, Role.AUDIT_ADMIN),
)


def open_demo_house(*, at: datetime) -> None:
    """The three administrators (三员), once."""
    if User.objects.exists():
        return
    accounts = [
        NewAccount(username=username, name=name, password=DEMO_PASSWORD, camp=camp)
        for username, name, camp, _ in _ADMINISTRATORS
    ]
    open_house(administrators=accounts, at=at)


def administrator(role: Role, *, on: date) -> Actor:
    """The administrator of that role, as actor."""
    username = next(name for name, _, _, own in _ADMINISTRATORS if own is role)
    user = User.objects.get(username=username)
    return actor_for(user=user, role=role, purpose="建立演示数据", on=on)


def settle(*, at: datetime, on: date) -> dict[str, Cast]:
    """Agencies with their staff; what exists already is left alone. {pack id: cast}."""
    by = administrator(Role.SYSTEM_ADMIN, on=on)
    guard = administrator(Role.SECURITY_ADMIN, on=on)
    casts = {}
    for place, stem in zip(PLACES, _STEMS, strict=True):
        agency = Agency.objects.filter(number_prefix=place.prefix).first()
        if agency is None:
            agency = _found_agency(place, by=by, at=at)
        people = {
            post.account: _hire(place, agency, post, stem, by=by, guard=guard, at=at)
            for post in POSTS
        }
        casts[place.pack_id] = Cast(
            agency_id=agency.id,
            lead=people["officer"],
            assisting=people["officer2"],
            head=people["head"],
            reviewer=people["reviewer"],
            host=people["host"],
            clerk=people["clerk"],
            secrecy=people["secrecy"],
            archivist=people["archivist"],
        )
    return casts


def _found_agency(place: Place, *, by: Actor, at: datetime) -> Agency:
    agency = register_agency(
        agency=NewAgency(
            name=place.agency,
            short_name=place.short_name,
            number_prefix=place.prefix,
            division_code=place.division_code,
            pack_id=place.pack_id,
            reconsideration_body=place.reconsideration_body,
            court=place.court,
            since=SINCE,
            funding_source="财政全额拨款",
            staffing="行政编制（演示）",
            duties=f"{place.line.label}领域行政执法",
            legal_representative=f"王五{_STEMS[PLACES.index(place)]}",
            address=place.address,
            complaint_phone=place.phone,
        ),
        by=by,
        at=at,
    )
    grant_power(agency_id=agency.id, line=place.line, cite=place.power, since=SINCE, by=by, at=at)
    return agency


def _hire(
    place: Place, agency: Agency, post: Post, stem: str, *, by: Actor, guard: Actor, at: datetime
) -> Person:
    username = f"{place.pack_id}.{post.account}"
    user = User.objects.filter(username=username).first()
    if user is None:
        supervises = post.role is Role.SUPERVISOR
        account = NewAccount(
            username=username,
            name=post.name + stem,
            password=DEMO_PASSWORD,
            agency_id=None if supervises else agency.id,
            division_code=place.division_code if supervises else "",
        )
        user = create_account(account=account, by=by, at=at)
        grant_role(user_id=user.id, role=post.role, since=SINCE, by=guard, at=at)
    officer = Officer.objects.filter(person_id=user.person_id).first()
    if officer is None and post.role is not Role.SUPERVISOR:
        officer = _register(place, agency, post, user, by=by, at=at)
    return Person(user.person_id, officer.id if officer else UUID(int=0), user.name)


def _register(
    place: Place, agency: Agency, post: Post, user: User, *, by: Actor, at: datetime
) -> Officer:
    reviews = post.role is Role.LEGAL_REVIEWER
    officer = register_officer(
        officer=NewOfficer(
            agency_id=agency.id,
            name=user.name,
            post=post.post,
            category=place.line.label,
            since=SINCE,
            person_id=user.person_id,
            legal_qualification=reviews,
            reviewer_since=SINCE if reviews else None,
        ),
        by=by,
        at=at,
    )
    if post.enforces:
        serial = 1 + [one.account for one in POSTS].index(post.account)
        card = NewCredential(
            number=f"演示{place.division_code}{serial:04d}",
            category=place.line.label,
            area=place.division_code,
            issued_by="演示用：省人民政府",
            valid_from=SINCE,
            valid_until=date(2028, 12, 31),
        )
        issue_credential(officer_id=officer.id, credential=card, by=by, at=at)
    return officer
