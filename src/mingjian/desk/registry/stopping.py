"""Stopping credentials (暂扣、吊销、注销): which acts there are, and on whose credentials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from mingjian.access.scopes import Scope
from mingjian.desk.registry.forms import StopForm, SuspendForm
from mingjian.desk.registry.frame import agencies_kept_by
from mingjian.law.roles import Role
from mingjian.registry.credentials import (
    cancel_credential,
    revoke_credential,
    suspend_credential,
)
from mingjian.registry.models import Credential, Officer


@dataclass(frozen=True)
class Stop:
    """One act: its slug in the address, its words, its form."""

    slug: str
    title: str
    form: type[StopForm]
    act: Callable[..., object]


STOPS = {
    stop.slug: stop
    for stop in (
        Stop("suspend", "暂扣执法证件", SuspendForm, suspend_credential),
        Stop("revoke", "吊销执法证件", StopForm, revoke_credential),
        Stop("cancel", "注销执法证件", StopForm, cancel_credential),
    )
}


def officers_kept_by(scope: Scope) -> QuerySet[Officer]:
    """Officers whose entries the system administrator keeps."""
    agencies = agencies_kept_by(scope)
    return Officer.objects.filter(agency__in=agencies).select_related("agency")


def credentials_stopped_by(scope: Scope, role: Role) -> QuerySet[Credential]:
    """Credentials this person may stop: of the kept agencies, or of the supervised division."""
    if role is Role.SYSTEM_ADMIN:
        return Credential.objects.filter(officer__agency__in=agencies_kept_by(scope))
    if role is Role.SUPERVISOR and scope.division_prefix:
        return Credential.objects.filter(
            officer__agency__division_code__startswith=scope.division_prefix
        )
    return Credential.objects.none()
