"""Who acts in a case of the demo, and what happens in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from mingjian.cases.counts import CountDraft
from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import Outcome
from mingjian.law.roles import Actor, Role
from mingjian.law.several import combined_content

_PURPOSES = {
    Role.CASE_OFFICER: "办理案件",
    Role.AGENCY_HEAD: "审批案件",
    Role.LEGAL_REVIEWER: "法制审核",
    Role.PRESIDING_OFFICER: "主持听证",
    Role.DISCLOSURE_CLERK: "办理公示",
    Role.SECRECY_REVIEWER: "保密审查",
    Role.ARCHIVIST: "管理档案",
}


@dataclass(frozen=True)
class Person:
    """A member of the cast: natural person, register entry, name."""

    person_id: UUID
    officer_id: UUID
    name: str


@dataclass(frozen=True)
class Cast:
    """Who acts in an agency's cases."""

    agency_id: UUID
    lead: Person
    assisting: Person
    head: Person
    reviewer: Person
    host: Person
    clerk: Person
    secrecy: Person
    archivist: Person

    def actor(self, role: Role) -> Actor:
        """The member of the cast who holds that role, as actor."""
        people = {
            Role.CASE_OFFICER: self.lead,
            Role.AGENCY_HEAD: self.head,
            Role.LEGAL_REVIEWER: self.reviewer,
            Role.PRESIDING_OFFICER: self.host,
            Role.DISCLOSURE_CLERK: self.clerk,
            Role.SECRECY_REVIEWER: self.secrecy,
            Role.ARCHIVIST: self.archivist,
        }
        person = people[role]
        return Actor(person.person_id, person.name, role, self.agency_id, _PURPOSES[role])


@dataclass(frozen=True)
class Plot:
    """What happens in one case. ``outcome`` other than PENALTY has no content."""

    party_id: UUID
    violation_id: str
    place: str
    facts: str
    evidence: str
    content: PenaltyContent | None
    circumstances: Circumstances = field(default_factory=Circumstances)
    outcome: Outcome = Outcome.PENALTY
    source: str = "监督检查"
    defends: bool = False
    waives: bool = False
    asks_hearing: bool = False
    review_returns: bool = False
    review_objects: bool = False
    declared_triggers: tuple[str, ...] = ()
    pays: bool = True
    declined: bool = False
    leniency_reasons: str = ""
    reached: bool = False  # 送达地址确认书、未能送达，然后电子送达
    days_since: int = 3  # 违法行为终了到登记案源
    also: tuple[CountDraft, ...] = ()

    @property
    def whole_content(self) -> PenaltyContent | None:
        """处罚内容 of all violations together."""
        parts = [one for one in (self.content, *(each.content for each in self.also)) if one]
        return combined_content(parts) if parts else None
