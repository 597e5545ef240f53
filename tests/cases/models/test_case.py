"""Who sees which case: each role its own, and beside every yes the twin that is not theirs."""

from __future__ import annotations

import pytest

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import QIYANG, make_cast, story_at

pytestmark = pytest.mark.django_db
INSIDE = [
    Role.CASE_OFFICER,
    Role.AGENCY_HEAD,
    Role.LEGAL_REVIEWER,
    Role.PRESIDING_OFFICER,
    Role.DISCLOSURE_CLERK,
    Role.SECRECY_REVIEWER,
]
ADMINISTRATORS = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN]
# stage, roles of the agency that see a case in it
SEEN_AT = [
    (Move.REGISTER_LEAD, {Role.CASE_OFFICER, Role.AGENCY_HEAD}),
    (Move.VERIFY_LEAD, {Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.PRESIDING_OFFICER}),
    (Move.REPORT, set(INSIDE) - {Role.DISCLOSURE_CLERK, Role.SECRECY_REVIEWER}),
    (Move.DECIDE, set(INSIDE)),
]


def sees(story: Telling, **scope: object) -> bool:
    """Whether such a scope reaches the case."""
    seen = Case.objects.visible_to(Scope(person_id=new_id(), **scope))
    return seen.filter(id=story.case_id).exists()


@pytest.mark.parametrize(("stage", "roles"), SEEN_AT)
@pytest.mark.parametrize("role", INSIDE)
def test_a_role_of_the_agency_sees_the_stages_it_works_on(
    role: Role, stage: Move, roles: set[Role]
) -> None:
    story = story_at(stage)

    assert sees(story, agency_id=story.cast.agency_id, roles=frozenset({role})) is (role in roles)


@pytest.mark.parametrize("role", INSIDE)
def test_the_same_role_of_another_agency_sees_nothing(role: Role) -> None:
    story = story_at(Move.DECIDE)

    assert not sees(story, agency_id=new_id(), roles=frozenset({role}))


@pytest.mark.parametrize("role", INSIDE)
def test_a_role_without_an_agency_sees_nothing(role: Role) -> None:
    story = story_at(Move.DECIDE)

    assert not sees(story, roles=frozenset({role}))


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_administrators_see_no_case_whatever_their_agency_and_division(role: Role) -> None:
    story = story_at(Move.DECIDE)

    assert not sees(
        story, agency_id=story.cast.agency_id, division_prefix="23", roles=frozenset({role})
    )


@pytest.mark.parametrize(
    ("prefix", "reached"),
    [("230125", True), ("2301", True), ("23", True), ("", False), ("230126", False), ("43", False)],
)
def test_a_supervisor_sees_the_division_and_all_below_it(prefix: str, reached: bool) -> None:
    story = story_at(Move.ADD_EVIDENCE)

    assert sees(story, division_prefix=prefix, roles=frozenset({Role.SUPERVISOR})) is reached


def test_a_supervisor_sees_no_case_by_agency_alone() -> None:
    story = story_at(Move.DECIDE)

    assert not sees(story, agency_id=story.cast.agency_id, roles=frozenset({Role.SUPERVISOR}))


def test_a_scope_without_roles_sees_nothing() -> None:
    story = story_at(Move.DECIDE)

    assert not sees(story, agency_id=story.cast.agency_id, division_prefix="23")


def test_two_roles_see_what_either_sees() -> None:
    story = story_at(Move.ADD_EVIDENCE)
    elsewhere = story_at(Move.ADD_EVIDENCE, cast=make_cast(QIYANG), place=QIYANG)
    both = {
        "agency_id": story.cast.agency_id,
        "division_prefix": "4311",
        "roles": frozenset({Role.CASE_OFFICER, Role.SUPERVISOR}),
    }

    assert sees(story, **both)
    assert sees(elsewhere, **both)


def test_a_lock_is_taken_on_the_row_with_everything_the_acts_read() -> None:
    story = story_at(Move.APPROVE_OPENING)

    case = Case.objects.locked(story.case_id)

    assert case.lead_officer.name == story.cast.lead.name
