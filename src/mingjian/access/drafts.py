"""Drafts (草稿): what was typed survives a lost connection, an ended session, another computer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from django.utils import timezone

from mingjian.access.models import Draft, User
from mingjian.access.subject_keys import decrypt, derived_key, encrypt

LONGEST_PATH = 200
LARGEST_BYTES = 200_000
KEPT_DAYS = 30

# Fields in the order of the form: names repeat where several boxes are ticked.
Fields = list[tuple[str, str]]


class DraftTooLarge(ValueError):
    """More than a draft may hold; the message is for the person."""

    def __init__(self) -> None:
        super().__init__("内容过长，没有自动保存。请分次办理，或者先在其他地方留存。")


@dataclass(frozen=True)
class KeptDraft:
    """一份草稿."""

    fields: Fields
    kept_at: datetime


def keep_draft(*, user: User, path: str, fields: Fields, at: datetime) -> None:
    """Keep the newest state of one form; raises DraftTooLarge."""
    text = json.dumps(fields, ensure_ascii=False)
    if len(path) > LONGEST_PATH or len(text.encode()) > LARGEST_BYTES:
        raise DraftTooLarge
    sealed = encrypt(key=derived_key("drafts"), text=text, bound_to=_place(user, path))
    Draft.objects.update_or_create(user=user, path=path, defaults={"sealed": sealed, "kept_at": at})


def draft_of(*, user: User, path: str) -> KeptDraft | None:
    """The person's draft for that page; one that cannot be read any more counts as none."""
    row = Draft.objects.filter(user=user, path=path).first()
    if row is None:
        return None
    try:
        text = decrypt(
            key=derived_key("drafts"), sealed=bytes(row.sealed), bound_to=_place(user, path)
        )
    except InvalidTag:
        return None
    return KeptDraft([(name, value) for name, value in json.loads(text)], row.kept_at)


def drop_draft(*, user: User, path: str) -> None:
    """Handed in, or not wanted any more."""
    Draft.objects.filter(user=user, path=path).delete()


def drop_old_drafts(*, at: datetime) -> int:
    """Drafts nobody came back to; returns how many. For the daily job."""
    oldest = timezone.localtime(at) - timedelta(days=KEPT_DAYS)
    return Draft.objects.filter(kept_at__lt=oldest).delete()[0]


def _place(user: User, path: str) -> bytes:
    return f"draft|{user.id}|{path}".encode()
