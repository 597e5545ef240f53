"""Four properties (四性检测, after DA/T 70): 真实性、完整性、可用性、安全性 of a package.

Each check reads the package as it lies and compares it with the rows of the database; the report is
data (``mingjian:four-checks:1``) and stays with the dossier.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

from django.conf import settings
from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.archive.attachments import attachments_of
from mingjian.archive.bags import bag_faults, files_below, hash_bytes
from mingjian.archive.describing import FORMAT, item_path
from mingjian.archive.filing import locked_dossier, record
from mingjian.archive.kinds import Occasion
from mingjian.archive.models import CheckReport, Dossier, Item, Package
from mingjian.archive.packaging import chain_lines
from mingjian.archive.papers import count_pages
from mingjian.archive.store import newest_package, package_path
from mingjian.law.roles import Actor, Role
from mingjian.seals.checking import Verdict, check_seal, read_trusted

CHECKED, REPORT_FORMAT = "dossier.checked", "mingjian:four-checks:1"
YEAR = timedelta(days=365)
_SHOWN = 20
# 长期保存格式：版式文件、图像、音视频和纯文本。
_FORMATS = frozenset(
    [
        *(".pdf", ".ofd", ".xml", ".json", ".jsonl", ".txt", ".crt", ".csv", ""),
        *(".jpg", ".jpeg", ".png", ".tif", ".mp4", ".mp3", ".wav", ".m4a", ".webm", ".mov"),
    ]
)
_ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")


@dataclass(frozen=True)
class _Case:
    """What a check looks at."""

    dossier: Dossier
    package: Package
    root: Path
    items: tuple[Item, ...]

    def read(self, item: Item) -> bytes:
        return (self.root / item_path(item)).read_bytes()


@dataclass(frozen=True)
class _Check:
    property: str
    id: str
    title: str
    faults: Callable[[_Case], Iterator[str]]


def check_dossier(*, dossier_id: UUID, occasion: Occasion, by: Actor, at: datetime) -> CheckReport:
    """四性检测 of the newest package; a report whether it holds or not."""
    require_role(by=by, roles={Role.ARCHIVIST}, act="检测电子档案")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        package = newest_package(dossier)
        if package is None:
            raise refusal(
                code="ARCHIVE_PACKAGE",
                message="这份案卷还没有归档信息包",
                remedy="请先生成归档信息包。",
            )
        results = four_checks(dossier, package)
        passed = all(not one["faults"] for one in results)
        told = {
            "format": REPORT_FORMAT,
            "archive_number": dossier.archive_number,
            "package": package.seal_sha256,
            "occasion": occasion.value,
            "checked_at": at.isoformat(),
            "checked_by": by.name,
            "passed": passed,
            "results": results,
        }
        report = CheckReport.objects.create(
            dossier=dossier,
            package=package,
            occasion=occasion.value,
            checked_at=at,
            passed=passed,
            report=told,
        )
        said = {"occasion": occasion.title, "passed": passed}
        record(dossier, CHECKED, by=by, at=at, told=said)
    return report


def four_checks(dossier: Dossier, package: Package) -> list[dict[str, object]]:
    """Every check with what it found; a check that cannot even read has failed."""
    root = package_path(dossier, package.serial)
    items = dossier.items.filter(filing__lte=package.filings)
    case = _Case(dossier, package, root, tuple(items.order_by("-volume", "serial")))
    found: list[dict[str, object]] = []
    for check in _CHECKS:
        try:
            faults = list(check.faults(case))
        except (OSError, ValueError, KeyError, ElementTree.ParseError) as error:
            faults = [f"无法读取：{type(error).__name__} {error}"[:200]]
        found.append(
            {
                "property": check.property,
                "id": check.id,
                "title": check.title,
                "faults": faults[:_SHOWN],
                "fault_count": len(faults),
            }
        )
    return found


def due_for_yearly_check(*, at: datetime) -> Iterator[UUID]:
    """Dossiers whose newest check is older than a year, or which have none of their package."""
    for dossier in Dossier.objects.kept().filter(packages__isnull=False).distinct():
        last = dossier.reports.order_by("checked_at").last()
        if last is None or last.checked_at <= at - YEAR:
            yield dossier.id


def _seal_is_ours(case: _Case) -> Iterator[str]:
    data = (case.root / "tagmanifest-sha256.txt").read_bytes()
    if hash_bytes("", data).sha256 != case.package.seal_sha256:
        yield "信息包校验码与归档登记不符"


def _items_are_as_filed(case: _Case) -> Iterator[str]:
    for item in case.items:
        if hash_bytes("", case.read(item)).sha256 != item.sha256:
            yield f"“{item.title}”与归档登记不符"


def _seals_hold(case: _Case) -> Iterator[str]:
    trusted = read_trusted(Path(settings.SEAL_TRUST_DIR))
    for item in case.items:
        if not item.is_sealed:
            continue
        verdict = check_seal(pdf=case.read(item), trusted=trusted).verdict
        if verdict is not Verdict.INTACT:
            yield f"“{item.title}”的电子印章核验不通过（{verdict.value}）"


def _chain_is_ours(case: _Case) -> Iterator[str]:
    """The record of the case goes on from what was packed, entry for entry."""
    packed = (case.root / "data/journal/case.jsonl").read_bytes()
    if not chain_lines(case.dossier.case_id).startswith(packed):
        yield "全过程记录与数据库中的不符"
    if case.dossier.case_head_hash.encode() not in packed:
        yield "全过程记录中没有归档时的链首"


def _manifests_hold(case: _Case) -> Iterator[str]:
    yield from bag_faults(case.root)


def _everything_filed_is_there(case: _Case) -> Iterator[str]:
    for item in case.items:
        if not (case.root / item_path(item)).is_file():
            yield f"缺少“{item.title}”"
    for one in attachments_of(case_id=case.dossier.case_id):
        is_owed = one.made_at <= case.package.built_at
        if is_owed and not (case.root / "data/evidence" / one.path).is_file():
            yield f"缺少随卷文件“{one.title}”"
    if case.dossier.items.filter(filing__gt=case.package.filings).exists():
        yield "有补充归档的文件尚未封装"


def _description_agrees(case: _Case) -> Iterator[str]:
    blocks = _description(case).iter("电子文件数据")
    described = {block.findtext("路径") or "（没有路径）" for block in blocks}
    payload = {path for path in files_below(case.root) if path.startswith("data/")}
    for path in sorted((payload - {"data/dossier.xml"}) ^ described):
        yield f"{path}：元数据与文件不一致"


def _description_reads(case: _Case) -> Iterator[str]:
    if _description(case).get("格式") != FORMAT:
        yield "封装描述的格式不认识"


def _pages_open(case: _Case) -> Iterator[str]:
    for item in case.items:
        if count_pages(case.read(item)) != item.pages:
            yield f"“{item.title}”的页数与登记不符"


def _formats_last(case: _Case) -> Iterator[str]:
    for path in files_below(case.root):
        if Path(path).suffix.lower() not in _FORMATS:
            yield f"{path}：不是长期保存格式"


def _nothing_runs(case: _Case) -> Iterator[str]:
    for item in case.items:
        data = case.read(item)
        for mark in _ACTIVE:
            if mark in data:
                yield f"“{item.title}”含有可以执行或者夹带的内容（{mark.decode()}）"


def _nobody_else_reads(case: _Case) -> Iterator[str]:
    for path in (case.root, *(case.root / each for each in files_below(case.root))):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or mode & stat.S_IWOTH:
            yield f"{path.name}：是链接，或者任何人都能改写"


def _description(case: _Case) -> ElementTree.Element:
    # Ours, and hashed before: not hostile; a declaration would be refused all the same.
    data = (case.root / "data/dossier.xml").read_bytes()
    if b"<!" in data:
        raise ValueError("declaration in dossier.xml")
    return ElementTree.fromstring(data)  # noqa: S314


_authentic = partial(_Check, "真实性")
_complete = partial(_Check, "完整性")
_usable = partial(_Check, "可用性")
_safe = partial(_Check, "安全性")
_CHECKS = (
    _authentic("A1", "信息包校验码与归档登记一致", _seal_is_ours),
    _authentic("A2", "卷内文件与归档登记一致", _items_are_as_filed),
    _authentic("A3", "电子印章有效", _seals_hold),
    _authentic("A4", "全过程记录链完整，与系统记录一致", _chain_is_ours),
    _complete("C1", "清单与文件逐一相符（SHA-256、SM3）", _manifests_hold),
    _complete("C2", "归档的文件、随卷的音像和遮挡副本全部在内", _everything_filed_is_there),
    _complete("C3", "元数据与文件一一对应", _description_agrees),
    _usable("U1", "封装描述可以读取", _description_reads),
    _usable("U2", "版式文件可以打开，页数相符", _pages_open),
    _usable("U3", "文件为长期保存格式", _formats_last),
    _safe("S1", "不含可执行、夹带的内容", _nothing_runs),
    _safe("S2", "没有链接，他人不能改写", _nobody_else_reads),
)
