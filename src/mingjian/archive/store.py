"""The archive store (归档存储): papers under their hash, packages under their dossier."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from mingjian.archive.bags import BagDamaged, drop_bag
from mingjian.archive.models import Dossier, Package
from mingjian.seals.keys import sync_folder, write_once


def keep_paper(*, pdf: bytes) -> str:
    """Store a paper for good, never overwriting; returns its SHA-256."""
    digest = hashlib.sha256(pdf).hexdigest()
    path = paper_path(digest)
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        sync_folder(path.parent.parent)
    write_once(path=path, data=pdf)
    read_paper(digest=digest)
    return digest


def read_paper(*, digest: str) -> bytes:
    """The very bytes that were filed; raises BagDamaged."""
    try:
        pdf = paper_path(digest).read_bytes()
    except OSError as error:
        raise _damaged(digest) from error
    if hashlib.sha256(pdf).hexdigest() != digest:
        raise _damaged(digest)
    return pdf


def paper_path(digest: str) -> Path:
    """Where a paper lies."""
    return Path(settings.ARCHIVE_DIR) / "papers" / digest[:2] / f"{digest}.pdf"


def package_path(dossier: Dossier, serial: int) -> Path:
    """Where a package lies: its folder bears the number of the dossier."""
    name = f"{dossier.archive_number}-{serial}"
    return Path(settings.ARCHIVE_DIR) / "packages" / str(dossier.id) / name


def newest_package(dossier: Dossier) -> Package | None:
    """The package that holds everything filed so far, None before the first is built."""
    return dossier.packages.order_by("serial").last()


def drop_files(dossier: Dossier) -> None:
    """销毁 papers and packages; may be repeated."""
    for package in dossier.packages.all():
        drop_bag(package_path(dossier, package.serial))
    for digest in dossier.items.values_list("sha256", flat=True):
        paper_path(digest).unlink(missing_ok=True)


def _damaged(digest: str) -> BagDamaged:
    return BagDamaged(
        f"归档文件 {digest[:16]}… 缺失或者与登记不符，不能使用。"
        "请立即报告系统管理员和审计管理员，从备份中恢复。"
    )
