"""Accounts (账号): the system administrator makes them, the security administrator stops them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingjian.access.camps import ADMINISTRATOR_OF_CAMP, Camp
from mingjian.access.duties import SEPARATION, refusal, require_own_agency, require_role
from mingjian.access.grants import grant_role
from mingjian.access.models import User
from mingjian.access.session_records import EndReason, end_sessions
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.divisions import UnknownDivision, division
from mingjian.law.roles import Actor, Role

STREAM = "account"
# 安装程序: acts once, before there is a person who could.
INSTALLER = UUID(int=0)


@dataclass(frozen=True)
class NewAccount:
    """开立账号: what is entered. ``person_id`` only when the person is known to the registry."""

    username: str
    name: str
    password: str = field(repr=False)
    camp: Camp = Camp.BUSINESS
    staff_number: str = ""
    agency_id: UUID | None = None
    division_code: str = ""
    person_id: UUID | None = None


def open_house(*, administrators: Sequence[NewAccount], at: datetime) -> list[User]:
    """首次安装: the three administrators (三员), only while nobody has an account."""
    camps = sorted(account.camp for account in administrators)
    if camps != sorted([Camp.SYSTEM, Camp.SECURITY, Camp.AUDIT]):
        raise ValueError(f"need one account in each administrators' camp, got {camps}")
    installer = Actor(INSTALLER, "安装程序", Role.SYSTEM_ADMIN, None, "首次安装")
    with transaction.atomic():
        if User.objects.exists():
            raise refusal(
                code="HOUSE_OPEN",
                message="系统中已有账号，不能再次初始化三员账号。",
                remedy="请由系统管理员开立账号，由安全管理员授权。",
                cite=SEPARATION,
            )
        users = [create_account(account=account, by=installer, at=at) for account in administrators]
        for user in users:
            grant_role(
                user_id=user.id,
                role=ADMINISTRATOR_OF_CAMP[Camp(user.camp)],
                since=timezone.localdate(at),
                by=replace(installer, role=Role.SECURITY_ADMIN),
                at=at,
            )
    return users


def create_account(*, account: NewAccount, by: Actor, at: datetime) -> User:
    """开立账号. It can do nothing until the security administrator grants a role."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="开立账号")
    require_own_agency(by=by, agency_id=account.agency_id, act="开立账号")
    user = User(
        id=new_id(),
        person_id=account.person_id or new_id(),
        username=account.username.strip().lower(),
        name=account.name.strip(),
        staff_number=account.staff_number,
        agency_id=account.agency_id,
        division_code=account.division_code,
        camp=account.camp.value,
    )
    _check_new(user)
    _set_password(user, account.password)
    with transaction.atomic():
        user.save(force_insert=True)
        payload = {"username": user.username, "camp": user.camp, "agency": user.agency_id}
        _record(user, "account_created", by, at, {**payload, "division": user.division_code})
    return user


def change_password(*, user_id: UUID, old: str, new: str, by: Actor, at: datetime) -> None:
    """修改本人密码; every session ends, the person signs in again."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(id=user_id)
        if user.person_id != by.person_id:
            raise refusal(
                code="OWN_PASSWORD",
                message="只能修改本人的密码。",
                remedy="忘记密码的，请联系安全管理员重置。",
            )
        if not check_password(old, user.password):
            raise refusal(
                code="OLD_PASSWORD", message="原密码不正确。", remedy="请核对原密码后重新填写。"
            )
        _replace_password(user, new, "password_changed", by, at)


def reset_password(*, user_id: UUID, new: str, by: Actor, at: datetime) -> None:
    """重置他人密码."""
    require_role(by=by, roles={Role.SECURITY_ADMIN}, act="重置密码")
    with transaction.atomic():
        user = User.objects.select_for_update().get(id=user_id)
        require_own_agency(by=by, agency_id=user.agency_id, act="重置密码")
        _refuse_oneself(user, by, "重置本人的密码")
        _replace_password(user, new, "password_reset", by, at)


def disable_account(*, user_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """停用账号: all its sessions end at once."""
    require_role(by=by, roles={Role.SECURITY_ADMIN}, act="停用账号")
    with transaction.atomic():
        user = User.objects.select_for_update().get(id=user_id)
        require_own_agency(by=by, agency_id=user.agency_id, act="停用账号")
        _refuse_oneself(user, by, "停用本人的账号")
        if not user.is_active:
            raise refusal(
                code="ACCOUNT_STATE",
                message=f"账号{user.username}已经停用。",
                remedy="无需再次停用。",
            )
        user.is_active = False
        user.save(update_fields=["is_active"])
        _record(user, "account_disabled", by, at, {"reason": reason})
        end_sessions(user_id=user.id, reason=EndReason.DISABLED, at=at)


def enable_account(*, user_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """恢复账号."""
    require_role(by=by, roles={Role.SECURITY_ADMIN}, act="恢复账号")
    with transaction.atomic():
        user = User.objects.select_for_update().get(id=user_id)
        require_own_agency(by=by, agency_id=user.agency_id, act="恢复账号")
        _refuse_oneself(user, by, "恢复本人的账号")
        if user.is_active:
            raise refusal(
                code="ACCOUNT_STATE", message=f"账号{user.username}没有停用。", remedy="无需恢复。"
            )
        user.is_active = True
        user.save(update_fields=["is_active"])
        _record(user, "account_enabled", by, at, {"reason": reason})


def _check_new(user: User) -> None:
    if User.objects.filter(username=user.username).exists():
        raise refusal(
            code="USERNAME_TAKEN",
            message=f"用户名“{user.username}”已被使用。",
            remedy="请另取一个用户名。",
        )
    if User.objects.filter(person_id=user.person_id).exists():
        raise refusal(
            code="ONE_ACCOUNT",
            message="该人员已有账号，一人只能有一个账号。",
            remedy="请在原账号上授予岗位；原账号已停用的，请恢复。",
            cite=SEPARATION,
        )
    if user.division_code:
        try:
            division(user.division_code)
        except UnknownDivision as error:
            raise refusal(code="DIVISION", message=str(error), remedy="") from error


def _refuse_oneself(user: User, by: Actor, act: str) -> None:
    if user.person_id == by.person_id:
        raise refusal(
            code="NOT_ONESELF",
            message=f"不能{act}。",
            remedy="请由另一名安全管理员办理。",
            cite=SEPARATION,
        )


def _replace_password(user: User, new: str, kind: str, by: Actor, at: datetime) -> None:
    _set_password(user, new)
    user.save(update_fields=["password"])
    _record(user, kind, by, at, {})
    end_sessions(user_id=user.id, reason=EndReason.PASSWORD, at=at)


def _set_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise refusal(
            code="PASSWORD",
            message=f"密码不符合要求：{''.join(error.messages)}",
            remedy="请另设一个密码。",
        ) from error
    user.set_password(password)


def _record(user: User, kind: str, by: Actor, at: datetime, payload: dict[str, Any]) -> None:
    write_entry(stream_id=user.id, stream_kind=STREAM, kind=kind, by=by, at=at, payload=payload)
