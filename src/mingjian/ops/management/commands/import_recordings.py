"""Take in the recordings that a body-camera dock copied into a folder; --watch goes on doing so."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mingjian.cases.models import Case
from mingjian.evidence.docks import Memory, files_in
from mingjian.evidence.importing import NEW, OLD, Taken, import_folder
from mingjian.law.docks import DockTable, DockTableError, dock_table, read_dock_table
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Credential

EVERY = 15  # seconds


class Command(BaseCommand):
    help = "从执法记录仪采集站的文件夹导入录音录像"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.memory, self.table = Memory(), dock_table()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--watch", action="store_true")
        parser.add_argument("--fields")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["file"])
        if not folder.is_dir():
            raise CommandError(f"找不到文件夹 {folder}。")
        if options["fields"]:
            self.table = _table_of(Path(options["fields"]))
        told: dict[Path, str] = {}
        self.take_round(folder, told, is_first=True)
        while options["watch"]:
            time.sleep(EVERY)
            self.take_round(folder, told, is_first=False)

    def take_round(self, folder: Path, told: dict[Path, str], *, is_first: bool) -> None:
        """One look at the folder; later rounds tell what is new, also of what cannot be taken."""
        total, counts, is_news = len(files_in(folder)), dict.fromkeys((NEW, OLD), 0), is_first
        for number, taken in enumerate(self._found(folder), 1):
            counts[taken.word] = counts.get(taken.word, 0) + 1
            if taken.word != told.get(taken.path) and (is_first or taken.word != OLD):
                name, is_news = taken.path.relative_to(folder), True
                self.stdout.write(f"{number}/{total}　{name}　{_words(taken)}")
            told[taken.path] = taken.word
        if is_news:
            self.stdout.write(_summed_up(counts))

    def _found(self, folder: Path) -> Any:
        return import_folder(
            folder=folder,
            find_case=find_case,
            find_officer=find_officer,
            at=timezone.now(),
            table=self.table,
            memory=self.memory,
        )


def _table_of(path: Path) -> DockTable:
    try:
        return read_dock_table(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"读不出字段表 {path}。") from error
    except DockTableError as error:
        raise CommandError(f"{path}：{error}。") from error


def _words(taken: Taken) -> str:
    """The outcome, with what of the notes was wrong."""
    return "；".join((taken.word, *taken.faults)) if taken.word == NEW else taken.word


def _summed_up(counts: dict[str, int]) -> str:
    every = sum(counts.values())
    return (
        f"共 {every} 个文件，新导入 {counts[NEW]} 个，已有 {counts[OLD]} 个，"
        f"未导入 {every - counts[NEW] - counts[OLD]} 个。"
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
