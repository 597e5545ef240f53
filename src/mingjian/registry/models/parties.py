"""Parties (当事人): persons, organisations and individual businesses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.access.sealing import SealedTextField
from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC, SENSITIVE
from mingjian.journal.guards import FrozenFields, Journalled, NoDelete
from mingjian.journal.ids import new_id
from mingjian.registry.kinds import IdKind, PartyKind
from mingjian.registry.models.agencies import CREDIT_CODE


class Party(models.Model):
    """当事人. Identity numbers and telephones are sealed; their indexes find without showing.

    ``legal_representative`` is the 法定代表人 or 负责人, of an individual business the 经营者.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    credit_code = models.CharField(max_length=18, blank=True, default="")
    id_kind = models.CharField(max_length=20, blank=True, default="")
    id_number = SealedTextField()
    id_number_index = models.CharField(max_length=64, blank=True, default="")
    birth_on = models.DateField(null=True)
    gender = models.CharField(max_length=2, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    phone = SealedTextField()
    legal_representative = models.CharField(max_length=80, blank=True, default="")
    post = models.CharField(max_length=60, blank=True, default="")
    is_micro = models.BooleanField(default=False)

    classification = {
        **dict.fromkeys(["id", "kind", "is_micro"], INTERNAL),
        # PUBLIC only for organisations; disclosure decides by ``kind``.
        **dict.fromkeys(["name", "gender", "address", "legal_representative", "post"], PERSONAL),
        "credit_code": PUBLIC,
        **dict.fromkeys(["id_kind", "id_number", "id_number_index"], SENSITIVE),
        **dict.fromkeys(["birth_on", "phone"], SENSITIVE),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="party_is_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="party_kind_known", condition=Q(kind__in=[kind.value for kind in PartyKind])
            ),
            models.CheckConstraint(
                name="party_person_has_id_only",
                condition=~Q(kind=PartyKind.PERSON.value)
                | Q(~Q(id_number_index=""), credit_code="", is_micro=False),
            ),
            models.CheckConstraint(
                name="party_business_has_code",
                condition=Q(kind=PartyKind.PERSON.value) | ~Q(credit_code=""),
            ),
            models.CheckConstraint(
                name="party_organisation_has_no_body",
                condition=~Q(kind=PartyKind.ORGANISATION.value)
                | Q(id_number_index="", birth_on__isnull=True, gender=""),
            ),
            models.CheckConstraint(
                name="party_id_is_whole",
                condition=Q(id_number_index="", id_number__is_empty=True, id_kind="")
                | Q(
                    ~Q(id_number_index=""),
                    id_number__is_empty=False,
                    id_kind__in=[kind.value for kind in IdKind],
                ),
            ),
            models.CheckConstraint(
                name="party_gender_known", condition=Q(gender__in=["", "男", "女"])
            ),
            models.CheckConstraint(
                name="party_credit_code_shape", condition=Q(credit_code__regex=CREDIT_CODE)
            ),
            models.UniqueConstraint(
                fields=["credit_code"], condition=~Q(credit_code=""), name="party_code_once"
            ),
            models.UniqueConstraint(
                fields=["id_number_index"],
                condition=Q(kind=PartyKind.PERSON.value),
                name="party_person_once",
            ),
            FrozenFields(name="party_stays_its_kind", fields=["id", "kind"]),
            NoDelete(name="party_never_goes"),
            Journalled(name="party_journalled", stream_field="id"),
        ]

    def __str__(self) -> str:
        return self.name
