"""The case (案件): one row from 案源 to 结案, and what changes its persons and its clock."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope
from mingjian.cases.models.gate_rules import BEGINS_UNDER_ITS_VERSION, DISMISSED_WITH_REASON
from mingjian.cases.models.joint_rules import CASE_JOINS
from mingjian.cases.models.proceeding_rules import CASE_ENDS, FROM_JUSTICE
from mingjian.cases.models.recording_rules import DISMISSED_WITH_RECORDINGS
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.procedure.states import State
from mingjian.law.roles import Role

_FINAL = [state.value for state in State if state.is_final]
_DECIDED = [
    s.value for s in (State.DECIDED, State.SERVED, State.PERFORMED, State.REVOKED, State.CLOSED)
]
# 各岗位在本机关内看到的案件；监督人员按区划看。
_STATES_OF_ROLE: dict[Role, list[str]] = {
    Role.LEGAL_REVIEWER: [s.value for s in State if s not in {State.REGISTERED, State.VERIFIED}],
    Role.DISCLOSURE_CLERK: _DECIDED,
    Role.SECRECY_REVIEWER: _DECIDED,
    Role.ARCHIVIST: _FINAL,
    Role.PRESIDING_OFFICER: [s.value for s in State if s is not State.REGISTERED],
}
_BEFORE_OFFICERS = [State.REGISTERED.value, State.VERIFIED.value, State.DECLINED.value]

# 查封、扣押的财物没有处理结果，不得结案、撤案：行政强制法第二十七条。
_ENDS_WITHOUT_GOODS = """
BEGIN
  IF NEW.state IN ('closed', 'dismissed') AND EXISTS (
    SELECT FROM cases_seizedgoods g WHERE g.case_id = NEW.id AND g.outcome_on IS NULL
  ) THEN
    RAISE EXCEPTION 'goods of this case are still held'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_ends_without_goods';
  END IF;
  RETURN NEW;
END
"""


# 认定的审核情形只能增加；撤销须有另一人的书面决定（行政处罚法第五十八条）。
_KEEPS_ITS_TRIGGERS = """
BEGIN
  IF EXISTS (
    SELECT FROM jsonb_array_elements_text(OLD.declared_triggers) was(slug)
    WHERE NOT NEW.declared_triggers ? was.slug AND (
      NOT EXISTS (
        SELECT FROM cases_triggerdowngrade d WHERE d.case_id = NEW.id AND d.slug = was.slug)
      OR EXISTS (
        SELECT FROM cases_triggerdeclaration t WHERE t.case_id = NEW.id AND t.slug = was.slug
          AND NOT EXISTS (SELECT FROM cases_triggerdowngrade d WHERE d.declaration_id = t.id)))
  ) OR (NEW.declared_triggers ? 'government_name'
    AND OLD.second_reviewer_id IS NOT NULL
    AND NEW.second_reviewer_id IS DISTINCT FROM OLD.second_reviewer_id
  ) THEN
    RAISE EXCEPTION 'a declared trigger of review is not simply removed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_keeps_its_triggers';
  END IF;
  RETURN NEW;
END
"""


class CaseQuerySet(models.QuerySet["Case"]):
    """Pages ask ``visible_to`` first; actions lock one row by id."""

    def visible_to(self, scope: Scope) -> CaseQuerySet:
        """Cases this person may see in the roles held today; nothing without a role."""
        seen = Q(pk__in=[])
        for role in scope.roles:
            seen |= _seen_by(role, scope)
        return self.filter(seen)

    def locked(self, case_id: UUID) -> Case:
        """The case, its row (and those of its joint parties) locked until the transaction ends."""
        return self.locked_with_parties(case_id)[0]

    def locked_with_parties(self, case_id: UUID) -> list[Case]:
        """The case, then the files of its joint parties; always locked in the same order."""
        joint = self.model.objects.filter(id=case_id).values("joint_id")
        found = list(
            self.select_for_update(of=("self",))
            .select_related("agency", "party", "pack", "lead_officer", "assisting_officer")
            .filter(Q(id=case_id) | Q(joint_id__in=joint))
            .order_by("id")
        )
        own = next((one for one in found if one.id == case_id), None)
        if own is None:
            raise self.model.DoesNotExist(f"no case {case_id}")
        if own.joint_id is not None and len(found) == 1:  # a party joined while we waited
            return self.locked_with_parties(case_id)
        return [own, *(one for one in found if one is not own)]

    def open(self) -> CaseQuerySet:
        """Cases that have not ended (未结)."""
        return self.exclude(state__in=_FINAL)

    def due_before(self, day: date) -> CaseQuerySet:
        """Cases whose next statutory day lies before ``day``."""
        return self.filter(next_due_on__lt=day)

    def by_deadline(self) -> CaseQuerySet:
        """Nearest statutory deadline first; cases without one last."""
        return self.order_by(models.F("next_due_on").asc(nulls_last=True), "id")


def _seen_by(role: Role, scope: Scope) -> Q:
    if role is Role.SUPERVISOR:
        if not scope.division_prefix:
            return Q(pk__in=[])
        return Q(division_code__startswith=scope.division_prefix)
    if scope.agency_id is None:
        return Q(pk__in=[])
    own = Q(agency_id=scope.agency_id)
    if role is Role.LEGAL_REVIEWER:
        own |= Q(second_reviewer_id=scope.agency_id)
    if role in {Role.CASE_OFFICER, Role.AGENCY_HEAD}:
        return own
    if role in _STATES_OF_ROLE:
        return own & Q(state__in=_STATES_OF_ROLE[role])
    return Q(pk__in=[])


class Case(models.Model):
    """案件. ``pack_hash`` names the law packs it was opened under; they stay with it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    pack = models.ForeignKey("registry.LawPack", on_delete=models.PROTECT)
    procedure = models.CharField(max_length=40)
    state = models.CharField(max_length=30, choices=[(s.value, s.title) for s in State])
    lead_number = models.OneToOneField(
        "dossier.IssuedNumber", on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(max_length=60, blank=True, default="")
    # 案源
    source = models.CharField(max_length=40)
    registered_on = models.DateField()
    discovered_on = models.DateField()
    act_ended_on = models.DateField()
    act_continuing = models.BooleanField(default=False)
    endangers_life_or_finance = models.BooleanField(default=False)
    place = models.CharField(max_length=200)
    division_code = models.CharField(max_length=6)
    summary = models.TextField()
    violation_id = models.CharField(max_length=80)
    cause = models.CharField(max_length=120)
    is_complex = models.BooleanField(default=False)
    declared_triggers = models.JSONField(default=list)
    # 人员
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT)
    lead_officer = models.ForeignKey(
        "registry.Officer", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assisting_officer = models.ForeignKey(
        "registry.Officer", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # 期限
    opened_on = models.DateField(null=True)
    latest_act_on = models.DateField()
    next_due_on = models.DateField(null=True)
    next_due_title = models.CharField(max_length=80, blank=True, default="")
    # 法制审核的法定底线：金额达到或者超过即须审核，立案时取自法律参数，此后不变。
    review_floor_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    deliberation_floor_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    # 以政府名义作出决定的，第二级审核的政府法制机构；认定时写入，撤销认定时清空。
    second_reviewer = models.ForeignKey(
        "registry.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # 重新办理：原案件。No ForeignKey: a case is not one of its own tables (rows.py).
    redoes_case_id = models.UUIDField(null=True)
    # 共同违法：第一名当事人的案件，各当事人分册相同；只有一名当事人的为空。
    joint_id = models.UUIDField(null=True)

    objects = CaseQuerySet.as_manager()

    classification = {
        **dict.fromkeys(["id", "agency", "pack", "procedure", "state", "lead_number"], INTERNAL),
        **dict.fromkeys(["number", "source", "registered_on", "discovered_on"], INTERNAL),
        **dict.fromkeys(["act_ended_on", "act_continuing", "endangers_life_or_finance"], INTERNAL),
        **dict.fromkeys(["place", "summary", "party"], PERSONAL),
        **dict.fromkeys(["division_code", "violation_id", "cause", "is_complex"], INTERNAL),
        **dict.fromkeys(["declared_triggers", "lead_officer", "assisting_officer"], INTERNAL),
        **dict.fromkeys(["opened_on", "latest_act_on", "next_due_on", "next_due_title"], INTERNAL),
        **dict.fromkeys(["review_floor_yuan", "deliberation_floor_yuan"], INTERNAL),
        **dict.fromkeys(["redoes_case_id", "second_reviewer", "joint_id"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="case_number_once", condition=~Q(number="")
            ),
            models.UniqueConstraint(
                fields=["id", "review_floor_yuan", "deliberation_floor_yuan"],
                name="case_with_its_floors",
            ),
            models.UniqueConstraint(fields=["redoes_case_id"], name="case_redone_in_one_case"),
            models.UniqueConstraint(fields=["id", "agency"], name="case_of_its_agency"),
            models.UniqueConstraint(fields=["joint_id", "party"], name="case_joint_party_once"),
            CompositeForeignKey(
                name="case_joint_in_one_agency",
                fields=["joint_id", "agency"],
                to="cases.Case",
                to_fields=["id", "agency"],
            ),
            RowRule(
                name="case_joins_before_decision",
                body=CASE_JOINS,
                when="BEFORE INSERT OR UPDATE OF joint_id",
            ),
            CompositeForeignKey(
                name="case_redoes_a_case",
                fields=["redoes_case_id"],
                to="cases.Case",
                to_fields=["id"],
            ),
            models.CheckConstraint(
                name="case_handled_by_two_officers",
                condition=Q(state__in=_BEFORE_OFFICERS)
                | (
                    Q(lead_officer__isnull=False, assisting_officer__isnull=False)
                    & ~Q(lead_officer=F("assisting_officer"))
                ),
            ),
            models.CheckConstraint(
                name="case_opened_has_number_and_floors",
                condition=Q(opened_on__isnull=True)
                | (
                    ~Q(number="")
                    & Q(review_floor_yuan__isnull=False, deliberation_floor_yuan__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="case_act_not_after_discovery_unless_continuing",
                condition=Q(act_continuing=True) | Q(discovered_on__gte=F("act_ended_on")),
            ),
            FrozenFields(
                name="case_frozen",
                fields=[
                    "agency",
                    "pack",
                    "procedure",
                    "lead_number",
                    "registered_on",
                    "opened_on",
                    "review_floor_yuan",
                    "deliberation_floor_yuan",
                    "redoes_case_id",
                    "joint_id",
                ],
            ),
            RowRule(
                name="case_keeps_its_triggers",
                body=_KEEPS_ITS_TRIGGERS,
                when="BEFORE UPDATE OF declared_triggers, second_reviewer_id",
            ),
            RowRule(
                name="case_ends_without_goods",
                body=_ENDS_WITHOUT_GOODS,
                when="BEFORE UPDATE OF state",
            ),
            RowRule(
                name="case_ends_without_proceedings",
                body=CASE_ENDS,
                when="BEFORE UPDATE OF state",
            ),
            RowRule(
                name="case_from_justice",
                body=FROM_JUSTICE,
                when="BEFORE UPDATE OF state, opened_on",
            ),
            RowRule(
                name="case_dismissed_with_reason",
                body=DISMISSED_WITH_REASON,
                when="BEFORE UPDATE OF state",
            ),
            RowRule(name="case_begins_under_its_version", body=BEGINS_UNDER_ITS_VERSION),
            RowRule(
                name="dismissed_with_recordings",
                body=DISMISSED_WITH_RECORDINGS,
                when="BEFORE UPDATE OF state",
            ),
            NoDelete(name="case_stays"),
            Journalled(name="case_journalled", stream_field="id"),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "next_due_on"], name="case_todo"),
            models.Index(fields=["agency", "-registered_on", "-id"], name="case_newest"),
            models.Index(fields=["party", "violation_id"], name="case_party_history"),
        ]


class Recusal(models.Model):
    """回避决定 or 更换承办人: who leaves the case, who takes over (行政处罚法 art. 43)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recusals")
    person_id = models.UUIDField()
    replacement = models.ForeignKey("registry.Officer", on_delete=models.PROTECT, null=True)
    decided_on = models.DateField()
    reasons = models.TextField()
    is_recusal = models.BooleanField(default=True)

    classification = dict.fromkeys(
        ["id", "case", "person_id", "replacement", "decided_on", "reasons", "is_recusal"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            AppendOnly(name="recusal_append_only"),
            Journalled(name="recusal_journalled", stream_field="case"),
        ]


class Pause(models.Model):
    """期限中止: days the statutory clock does not count; ended once by ``until``."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True)
    reasons = models.TextField()

    classification = dict.fromkeys(["id", "case", "since", "until", "reasons"], INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pause_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                fields=["case"], name="one_open_pause", condition=Q(until__isnull=True)
            ),
            FrozenFields(name="pause_frozen", fields=["case", "since", "until", "reasons"]),
            NoDelete(name="pause_stays"),
            Journalled(name="pause_journalled", stream_field="case"),
        ]


class Extension(models.Model):
    """延长办案期限: days granted, with the provision that allows it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="extensions")
    granted_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    basis = models.CharField(max_length=200)

    classification = dict.fromkeys(
        ["id", "case", "granted_on", "days", "reasons", "basis"], INTERNAL
    )

    class Meta:
        constraints = [
            AppendOnly(name="extension_append_only"),
            Journalled(name="extension_journalled", stream_field="case"),
        ]
