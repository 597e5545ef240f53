"""Saved filters (保存的筛选): a person's own names for the conditions of a list."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from mingjian.access.models import SavedFilter, User
from mingjian.law.breach import Breach, MoveRefused

MOST = 30
LONGEST_NAME = 30
LONGEST = 500


def filters_of(*, user: User, page: str) -> list[SavedFilter]:
    """The person's filters of that list, by name."""
    return list(SavedFilter.objects.filter(user=user, page=page).order_by("name", "id"))


def save_filter(
    *, user: User, page: str, name: str, conditions: str, is_default: bool
) -> SavedFilter:
    """Keep the conditions under the name; the same name again replaces them."""
    name = " ".join(name.split())
    with transaction.atomic():
        User.objects.select_for_update().get(id=user.id)
        known = SavedFilter.objects.filter(user=user, page=page)
        _refuse_unfit(name, conditions, known.exclude(name=name).count())
        if is_default:
            known.update(is_default=False)
        saved, _ = SavedFilter.objects.update_or_create(
            user=user,
            page=page,
            name=name,
            defaults={"conditions": conditions, "is_default": is_default},
        )
    return saved


def remove_filter(*, user: User, filter_id: UUID) -> None:
    """Only one's own."""
    SavedFilter.objects.filter(user=user, id=filter_id).delete()


def _refuse_unfit(name: str, conditions: str, others: int) -> None:
    if not name or len(name) > LONGEST_NAME:
        message, remedy = "筛选没有名称，或者名称过长", f"请写不超过{LONGEST_NAME}个字的名称。"
    elif not conditions or len(conditions) > LONGEST:
        message, remedy = "现在没有筛选条件，或者条件过长", "请先选择筛选条件，再保存。"
    elif others >= MOST:
        message, remedy = f"已经保存了{MOST}个筛选", "请先删除不再使用的筛选。"
    else:
        return
    raise MoveRefused([Breach("FILTER", message, None, remedy)])
