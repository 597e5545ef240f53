"""Take in the recordings that a body-camera dock copied into a folder; --watch goes on doing so."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mingjian.cases.models import Case
from mingjian.evidence.importing import import_folder
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Credential

EVERY = 15  # seconds
NEW = "已导入"


class Command(BaseCommand):
    help = "从执法记录仪采集站的文件夹导入录音录像"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--watch", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["file"])
        if not folder.is_dir():
            raise CommandError(f"找不到文件夹 {folder}。")
        self._round(folder, is_first=True)
        while options["watch"]:
            time.sleep(EVERY)
            self._round(folder, is_first=False)

    def _round(self, folder: Path, *, is_first: bool) -> None:
        """One look at the folder; later rounds tell only what is new."""
        counts: dict[str, int] = {}
        found = import_folder(
            folder=folder, find_case=find_case, find_officer=find_officer, at=timezone.now()
        )
        for taken in found:
            counts[taken.word] = counts.get(taken.word, 0) + 1
            if is_first or taken.word == NEW:
                self.stdout.write(f"{taken.path.relative_to(folder)}　{taken.word}")
        if is_first or counts.get(NEW):
            other = sum(counts.values()) - counts.get(NEW, 0) - counts.get("已有", 0)
            self.stdout.write(
                f"共 {sum(counts.values())} 个文件，新导入 {counts.get(NEW, 0)} 个，"
                f"已有 {counts.get('已有', 0)} 个，未导入 {other} 个。"
                "状态为“已入库”以前，请勿清除采集站上的文件。"
            )


def find_case(number: str) -> tuple[UUID, str] | None:
    """The case of this number, opened or still a lead."""
    case = Case.objects.filter(number=number).first()
    case = case or Case.objects.filter(lead_number__text=number).first()
    return (case.id, number) if case else None


def find_officer(number: str) -> Actor | None:
    """Who holds the credential of this number today."""
    today = timezone.localdate()
    held = Credential.objects.valid(on=today).filter(number=number).select_related("officer")
    credential = held.first()
    if credential is None:
        return None
    officer = credential.officer
    return Actor(
        officer.person_id, officer.name, Role.CASE_OFFICER, officer.agency_id, "采集站导入"
    )
