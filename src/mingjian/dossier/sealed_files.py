"""Sealed files (盖章文件): kept under their own hash, durable before the act is recorded."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from django.conf import settings

from mingjian.seals.keys import sync_folder, write_once

_END = re.compile(rb"%%EOF")
_LONGEST_LINE_END = 2


class SealedFileDamaged(RuntimeError):
    """The stored file is missing or is no longer what was sealed."""

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"盖章文件 {digest[:16]}… 与用印登记不符或者已经缺失，不能下载。"
            "请立即报告系统管理员和审计管理员，从备份中恢复。"
        )


def keep_sealed_file(*, pdf: bytes) -> str:
    """Store the file for good, never overwriting; returns its SHA-256."""
    digest = hashlib.sha256(pdf).hexdigest()
    path = _path_of(digest)
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(path.parent.parent)
    write_once(path=path, data=pdf)
    read_sealed_file(digest=digest)  # what lies there already counts only if it is the same
    return digest


def read_sealed_file(*, digest: str) -> bytes:
    """The very bytes that were sealed; raises SealedFileDamaged."""
    try:
        pdf = _path_of(digest).read_bytes()
    except OSError as error:
        raise SealedFileDamaged(digest) from error
    if hashlib.sha256(pdf).hexdigest() != digest:
        raise SealedFileDamaged(digest)
    return pdf


def covers_approved_bytes(*, pdf: bytes, pre_seal_sha256: str) -> bool:
    """Whether the file begins with the approved bytes; a seal is appended after their end mark."""
    ends = [found.end() for found in _END.finditer(pdf)]
    return any(
        hashlib.sha256(pdf[: end + more]).hexdigest() == pre_seal_sha256
        for end in ends
        for more in range(_LONGEST_LINE_END + 1)
    )


def _path_of(digest: str) -> Path:
    return Path(settings.SEALED_FILES_DIR) / digest[:2] / f"{digest}.pdf"
