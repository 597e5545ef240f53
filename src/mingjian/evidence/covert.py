"""Covert recording (隐蔽录音录像): asked on a clause of the catalogue, confirmed by the head named.

因查处违法行为需要隐蔽录音录像的，不得违反法律规定、侵害当事人的合法权益；以偷拍、偷录等手段侵害他人合法
权益取得的，不能作为定案依据（行政诉讼证据规定 57）。

The officer only asks: until the head has said so under his own account, the recording may not be
linked to anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mingjian.access.models import RoleGrant, User
from mingjian.evidence.describing import Description
from mingjian.evidence.models import CovertRuling, EvidenceFile
from mingjian.evidence.recording import record
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.covert import Covert, confirmation_breaches, covert_unusable
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack, lawbook_by_hash

BASES = "av.covert_bases"
EVIDENCE_LAW = Citation("行政处罚法", "46", "3")
COURT_RULES = Citation("最高人民法院关于行政诉讼证据若干问题的规定", "57")


def covert_bases(*, agency_id: UUID | None, on: date) -> tuple[str, ...]:
    """依据: the clauses that the agency's catalogue names on that day."""
    agency = Agency.objects.filter(id=agency_id).first() if agency_id else None
    if agency is None:
        return ()
    found = lawbook_by_hash(current_pack(agency).hash).find(BASES, on=on)
    return tuple(found.value) if found else ()


def heads_of(*, agency_id: UUID | None, on: date) -> list[User]:
    """机关负责人 with an account and the role on that day."""
    if agency_id is None:
        return []
    granted = RoleGrant.objects.in_force(on=on).filter(role=Role.AGENCY_HEAD.value)
    ids = granted.values("user_id")
    return list(User.objects.filter(id__in=ids, agency_id=agency_id).order_by("name", "id"))


def head_named(*, agency_id: UUID | None, person_id: UUID | None, on: date) -> str:
    """The name of that head; empty where the person is none."""
    heads = heads_of(agency_id=agency_id, on=on)
    return next((one.name for one in heads if one.person_id == person_id), "")


def covertness_of(file: EvidenceFile) -> Covert:
    """What the law floor asks: covert or not, and what the named head has said."""
    if not file.is_covert:
        return Covert(False)
    ruling = getattr(file, "covert_ruling", None)
    said = ruling.confirmed if ruling else None
    return Covert(True, said, file.covert_approver, file.covert_approver_person_id)


def refuse_unconfirmed(file: EvidenceFile) -> None:
    """Refuse to link a covert recording that its head has not confirmed."""
    breach = covert_unusable(covertness_of(file))
    if breach is not None:
        raise MoveRefused([breach])


def unconfirmed_ids(*, case_id: UUID) -> set[UUID]:
    """The covert recordings of a case that may not be linked."""
    covert = EvidenceFile.objects.filter(case_id=case_id, is_covert=True)
    return set(covert.exclude(covert_ruling__confirmed=True).values_list("id", flat=True))


def awaiting_confirmation(*, by: Actor) -> QuerySet[EvidenceFile]:
    """待确认: what this very head was asked, the oldest first."""
    asked = EvidenceFile.objects.filter(is_covert=True, covert_approver_person_id=by.person_id)
    return asked.filter(covert_ruling=None).order_by("received_at")


def rule_on_covert(
    *, file_id: UUID, confirmed: bool, opinion: str, by: Actor, at: datetime
) -> CovertRuling:
    """确认 (or 不予确认) 隐蔽录制: by the head who was asked, once, in the file's own record."""
    with transaction.atomic():
        file = EvidenceFile.objects.select_for_update().get(id=file_id)
        breaches = list(confirmation_breaches(covert=covertness_of(file), opinion=opinion, by=by))
        if breaches:
            raise MoveRefused(breaches)
        ruling = CovertRuling.objects.create(
            file=file,
            confirmed=confirmed,
            opinion=opinion.strip(),
            decided_at=at,
            decided_by_person_id=by.person_id,
            decided_by_name=by.name,
        )
        kind = "covert_confirmed" if confirmed else "covert_denied"
        record(file_id=file.id, kind=kind, by=by, at=at, payload={"opinion": ruling.opinion})
    return ruling


def require_covert_grounds(*, said: Description, by: Actor) -> None:
    """Refuse what is not on a clause, or not approved by another person who heads the agency."""
    breaches = list(_breaches(said, by)) if said.is_covert else []
    if breaches:
        raise MoveRefused(breaches)


def _breaches(said: Description, by: Actor) -> Iterator[Breach]:
    on = timezone.localtime(said.captured_at).date()
    known = covert_bases(agency_id=by.agency_id, on=on)
    if said.covert_basis not in known:
        yield Breach(
            "EVIDENCE_COVERT_BASIS",
            "隐蔽录制的依据不在本机关适用的目录中。",
            COURT_RULES,
            f"请选择：{'；'.join(known)}。" if known else "没有依据的，不得作为证据提交。",
        )
    heads = {one.person_id: one.name for one in heads_of(agency_id=by.agency_id, on=on)}
    approver = said.covert_approver_person_id
    if approver is None or heads.get(approver) != said.covert_approver:
        yield Breach(
            "EVIDENCE_COVERT_APPROVER",
            "批准人不是本机关在采集当日任职的负责人。",
            EVIDENCE_LAW,
            "请选择批准隐蔽录制的机关负责人；由其以本人账号确认以后才能作为证据。",
        )
    elif approver == by.person_id or said.covert_approver == said.captured_by:
        yield Breach(
            "EVIDENCE_COVERT_SELF",
            "录制、上传的人不能批准自己的隐蔽录制。",
            EVIDENCE_LAW,
            "请由其他机关负责人批准。",
        )
