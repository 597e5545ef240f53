"""Coercive measures (行政强制措施): 查封、扣押, the ledger of goods, days of testing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.gate_rules import MEASURE_BY_UNRECUSED
from mingjian.cases.models.measure_rules import (
    BY_TWO_OFFICERS,
    CONFISCATED_BY_DECISION,
    LIKENESS_IS_ANSWERED,
    LIST_IS_CLOSED,
    OUTCOME_ONCE,
    WITHIN_THE_LAW,
    WORDS_ONCE,
)
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.measures.kinds import GoodsOutcome, MeasureKind, ReleaseGround


def _all_or_none(*fields: str) -> Q:
    none = Q(**{f"{field}__isnull": True for field in fields})
    return none | Q(**{f"{field}__isnull": False for field in fields})


_APPROVAL = ("approved", "decided_at", "decided_on", "decided_by_person_id")
_TAKING = (
    *("taken_at", "taken_on", "lead_officer", "assisting_officer", "goods_count"),
    *("hold_days", "document"),
)
_EXTENSION = ("extended_on", "extension_days", "extension_document")


class Measure(models.Model):
    """一项查封（扣押）: asked for, approved, taken, extended; each step once and for good."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in MeasureKind])
    authority = models.CharField(max_length=120)
    reasons = models.TextField()
    object = models.TextField()
    is_urgent = models.BooleanField()
    requested_on = models.DateField()
    requested_by_person_id = models.UUIDField()
    # 审批
    approved = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    decided_by_person_id = models.UUIDField(null=True)
    decision_reasons = models.TextField(blank=True)
    # 实施
    taken_at = models.DateTimeField(null=True)
    taken_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    lead_officer = models.ForeignKey(
        "registry.Officer", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assisting_officer = models.ForeignKey(
        "registry.Officer", on_delete=models.PROTECT, null=True, related_name="+"
    )
    statement = models.TextField(blank=True)
    witness = models.CharField(max_length=80, blank=True)
    refused_to_sign = models.BooleanField(null=True)
    kept_at = models.CharField(max_length=200, blank=True)
    keeper = models.CharField(max_length=120, blank=True)
    # 与其他案件中名称相同的财物不是同一物的说明（第二十三条第二款）
    difference = models.TextField(blank=True, default="")
    goods_count = models.PositiveSmallIntegerField(null=True)
    hold_days = models.PositiveSmallIntegerField(null=True)
    document = models.OneToOneField(
        "dossier.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # 延长
    extended_on = models.DateField(null=True)
    extension_days = models.PositiveSmallIntegerField(null=True)
    extension_document = models.OneToOneField(
        "dossier.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )

    classification = {
        **dict.fromkeys(["id", "case", "kind", "authority", "is_urgent"], INTERNAL),
        **dict.fromkeys(["requested_on", "requested_by_person_id", *_APPROVAL], INTERNAL),
        **dict.fromkeys(["reasons", "object", "decision_reasons", "statement"], PERSONAL),
        **dict.fromkeys(["place", "witness", "kept_at", "keeper", "difference"], PERSONAL),
        **dict.fromkeys(["refused_to_sign", *_TAKING, *_EXTENSION], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case"], name="measure_of_case"),
            models.UniqueConstraint(
                fields=["case"],
                name="one_measure_awaits_approval",
                condition=Q(approved__isnull=True),
            ),
            models.CheckConstraint(
                name="measure_has_its_authority",
                condition=~Q(authority="") & ~Q(reasons="") & ~Q(object=""),
            ),
            models.CheckConstraint(
                name="measure_approval_whole_or_not", condition=_all_or_none(*_APPROVAL)
            ),
            models.CheckConstraint(
                name="measure_approver_is_another_person",
                condition=Q(decided_by_person_id__isnull=True)
                | ~Q(decided_by_person_id=F("requested_by_person_id")),
            ),
            # 先批准，后实施；情况紧急的除外（第十八条第（一）项、第十九条）。
            models.CheckConstraint(
                name="measure_approved_before_taken",
                condition=Q(taken_on__isnull=True)
                | Q(is_urgent=True)
                | Q(
                    approved__isnull=False,
                    approved=True,
                    # NULL would pass the CHECK.
                    decided_on__isnull=False,
                    decided_on__lte=F("taken_on"),
                ),
            ),
            models.CheckConstraint(
                name="measure_taken_whole_or_not", condition=_all_or_none(*_TAKING)
            ),
            models.CheckConstraint(
                name="measure_list_is_not_empty",
                condition=Q(goods_count__isnull=True) | Q(goods_count__gt=0),
            ),
            # 延长须经批准，先已实施；批准以后方有延长。
            models.CheckConstraint(
                name="measure_extended_whole_or_not", condition=_all_or_none(*_EXTENSION)
            ),
            models.CheckConstraint(
                name="measure_extended_while_held",
                condition=Q(extended_on__isnull=True)
                | Q(
                    taken_on__isnull=False,
                    approved__isnull=False,
                    approved=True,
                    extended_on__gte=F("taken_on"),
                ),
            ),
            CompositeForeignKey(
                name="measure_paper_of_case",
                fields=["document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            CompositeForeignKey(
                name="measure_extension_paper_of_case",
                fields=["extension_document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            RowRule(
                name="measure_within_the_law",
                body=WITHIN_THE_LAW,
                when="BEFORE INSERT OR UPDATE",
            ),
            RowRule(
                name="measure_by_two_officers",
                body=BY_TWO_OFFICERS,
                when="BEFORE INSERT OR UPDATE OF taken_on, lead_officer_id, assisting_officer_id",
            ),
            RowRule(
                name="measure_by_unrecused",
                body=MEASURE_BY_UNRECUSED,
                when="BEFORE INSERT OR UPDATE",
            ),
            RowRule(name="measure_words_once", body=WORDS_ONCE, when="BEFORE UPDATE"),
            FrozenFields(
                name="measure_frozen",
                fields=[
                    *["case", "kind", "authority", "reasons", "object", "is_urgent"],
                    *["requested_on", "requested_by_person_id", *_APPROVAL, *_TAKING],
                    *["refused_to_sign", *_EXTENSION],
                ],
            ),
            NoDelete(name="measure_stays"),
            Journalled(name="measure_journalled", stream_field="case"),
        ]


class SeizedGoods(models.Model):
    """一项财物（场所、设施） on the list: never longer than it was handed over; one outcome."""

    id = models.UUIDField(primary_key=True, default=new_id)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="goods")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="seized_goods")
    serial = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    spec = models.CharField(max_length=120, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=20)
    value_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    note = models.CharField(max_length=200, blank=True)
    # 编号（车架号、号牌、出厂编号、登记号、账号、地址），已经统一写法；没有的为空
    identity = models.CharField(max_length=80, blank=True, default="")
    # 先行变卖：第二十八条第二款
    sold_on = models.DateField(null=True)
    sold_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    # 处理结果
    outcome = models.CharField(
        max_length=20, blank=True, choices=[(o.value, o.title) for o in GoodsOutcome]
    )
    outcome_on = models.DateField(null=True)
    outcome_reasons = models.TextField(blank=True)
    ground = models.CharField(
        max_length=20, blank=True, choices=[(g.value, g.title) for g in ReleaseGround]
    )
    release_document = models.ForeignKey(
        "dossier.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )

    classification = {
        **dict.fromkeys(["id", "measure", "case", "serial", "quantity", "unit"], INTERNAL),
        **dict.fromkeys(["name", "spec", "value_yuan", "note", "identity"], PERSONAL),
        **dict.fromkeys(["outcome_reasons"], PERSONAL),
        **dict.fromkeys(["sold_on", "sold_yuan", "outcome", "outcome_on"], INTERNAL),
        **dict.fromkeys(["ground", "release_document"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "serial"], name="goods_serial_once"),
            models.UniqueConstraint(fields=["id", "case"], name="goods_of_case"),
            # 已被查封、扣押而没有处理、解除的，任何机关不得重复查封、扣押。
            models.UniqueConstraint(
                fields=["identity"],
                name="goods_held_once",
                condition=Q(outcome="") & ~Q(identity=""),
            ),
            RowRule(name="goods_likeness_is_answered", body=LIKENESS_IS_ANSWERED),
            models.CheckConstraint(
                name="goods_are_described",
                condition=~Q(name="") & ~Q(unit="") & Q(quantity__gt=0),
            ),
            models.CheckConstraint(
                name="goods_sold_whole_or_not",
                condition=Q(sold_on__isnull=True, sold_yuan__isnull=True)
                | Q(sold_on__isnull=False, sold_yuan__isnull=False, sold_yuan__gte=0),
            ),
            models.CheckConstraint(
                name="goods_outcome_whole_or_not",
                condition=Q(outcome="", outcome_on__isnull=True, outcome_reasons="")
                | Q(outcome_on__isnull=False) & ~Q(outcome="") & ~Q(outcome_reasons=""),
            ),
            # 解除有解除决定书和法定情形（第二十八条）。
            models.CheckConstraint(
                name="goods_released_by_paper",
                condition=Q(outcome=GoodsOutcome.RELEASED.value, release_document__isnull=False)
                & ~Q(ground="")
                | ~Q(outcome=GoodsOutcome.RELEASED.value)
                & Q(ground="", release_document__isnull=True),
            ),
            CompositeForeignKey(
                name="goods_of_the_measure",
                fields=["measure", "case"],
                to="cases.Measure",
                to_fields=["id", "case"],
            ),
            CompositeForeignKey(
                name="goods_release_paper_of_case",
                fields=["release_document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            RowRule(name="goods_outcome_once", body=OUTCOME_ONCE, when="BEFORE UPDATE"),
            RowRule(name="goods_list_is_closed", body=LIST_IS_CLOSED),
            RowRule(
                name="goods_confiscated_by_decision",
                body=CONFISCATED_BY_DECISION,
                when="BEFORE INSERT OR UPDATE",
            ),
            FrozenFields(
                name="goods_frozen",
                fields=[
                    *["measure", "case", "serial", "name", "spec", "quantity", "unit"],
                    *[
                        "identity",
                        "value_yuan",
                        "sold_on",
                        "sold_yuan",
                        "outcome_on",
                        "release_document",
                    ],
                ],
            ),
            NoDelete(name="goods_stay"),
            Journalled(name="goods_journalled", stream_field="case"),
        ]


class GoodsTest(models.Model):
    """检测、检验、检疫、鉴定: days that are not counted, told to the party (第二十五条第三款)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="tests")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goods_tests")
    since = models.DateField()
    due_on = models.DateField()
    content = models.TextField()
    ended_on = models.DateField(null=True)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)

    classification = dict.fromkeys(
        ["id", "measure", "case", "since", "due_on", "content", "ended_on", "document"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goods_test_is_definite",
                condition=Q(due_on__gte=F("since"))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")))
                & ~Q(content=""),
            ),
            models.UniqueConstraint(
                fields=["measure"], name="one_open_goods_test", condition=Q(ended_on__isnull=True)
            ),
            CompositeForeignKey(
                name="goods_test_of_the_measure",
                fields=["measure", "case"],
                to="cases.Measure",
                to_fields=["id", "case"],
            ),
            CompositeForeignKey(
                name="goods_test_paper_of_case",
                fields=["document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            FrozenFields(
                name="goods_test_frozen",
                fields=["measure", "case", "since", "due_on", "content", "ended_on", "document"],
            ),
            NoDelete(name="goods_test_stays"),
            Journalled(name="goods_test_journalled", stream_field="case"),
        ]
