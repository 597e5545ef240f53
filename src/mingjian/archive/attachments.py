"""Attachments (随案文件): how other rooms give files of a case to its package.

A provider is a function ``(case_id) -> Iterable[Attachment]``, named by its dotted path in the
setting ``ARCHIVE_ATTACHMENTS``. It hands out where the bytes are, never the bytes: audio and video
are copied in blocks when the package is written. What a provider gives for a closed case must be
the same each time; a file whose bytes do not have the hashes that it names is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeAlias
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Attachment:
    """随案文件: ``path`` below ``evidence/`` (plain ASCII), how to open it, its hashes.

    ``about`` are its fields for the catalogue (证据种类、采集时间、采集地点、采集人、证明对象…);
    ``custody`` its custody events in plain values, oldest first; ``is_vaulted`` False: it has not
    reached the vault, and the dossier is not complete.
    """

    path: str
    title: str
    open: Callable[[], BinaryIO]
    size: int
    sha256: str
    sm3: str
    about: Mapping[str, str] = field(default_factory=dict)
    custody: tuple[Mapping[str, Any], ...] = ()
    is_vaulted: bool = True


Provider: TypeAlias = Callable[[UUID], Iterable[Attachment]]


def attachments_of(*, case_id: UUID) -> tuple[Attachment, ...]:
    """Every file of the case that other rooms hold, in the order of their paths."""
    providers: list[Provider] = [import_string(name) for name in settings.ARCHIVE_ATTACHMENTS]
    found = [one for provider in providers for one in provider(case_id)]
    paths = [one.path for one in found]
    if len(set(paths)) != len(paths):
        raise ValueError(f"two attachments of case {case_id} have one path")
    return tuple(sorted(found, key=lambda one: one.path))
