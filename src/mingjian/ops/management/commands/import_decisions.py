"""Check, or bring in, a file of an agency's past decisions; publishing needs two approvals.

Of any size: rows are judged by the block, written by COPY; stopped and started again, it goes on.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mingjian.cases.days import day_of
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.past_importing import (
    LargeFile,
    Tally,
    check_large_file,
    faults_of_block,
    import_large_file,
)
from mingjian.disclosure.past_mapping import suggest_columns
from mingjian.disclosure.past_reading import UnreadableFile, look_at_file, read_titles
from mingjian.law.roles import Actor, Role
from mingjian.ops.management.commands.load_law_packs import OPERATOR
from mingjian.registry.models import Agency


class Command(BaseCommand):
    help = "导入既往处罚决定"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--agency", required=True)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--national", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        agency = Agency.objects.filter(name=options["agency"]).first()
        if agency is None:
            known = "、".join(Agency.objects.values_list("name", flat=True))
            raise CommandError(f"没有执法主体“{options['agency']}”。已登记的有：{known}。")
        if not path.is_file():
            raise CommandError(f"找不到文件 {path}。")
        on = day_of(timezone.now())
        try:
            columns = self._columns(path) if options["national"] else None
            file = LargeFile(agency.id, path, path.name, columns)
            self._check(file, on)
            if options["dry_run"]:
                self.stdout.write("只检查，没有写入。")
            else:
                self._import(file, on)
        except UnreadableFile as unreadable:
            raise CommandError(str(unreadable)) from unreadable

    def _columns(self, path: Path) -> dict[str, str]:
        """By the names of the national table; what is left out is said."""
        columns = suggest_columns(read_titles(look_at_file(path)))
        for title, target in columns.items():
            self.stdout.write(f"列“{title}”　→　{target or '不读入'}")
        return columns

    def _check(self, file: LargeFile, on: date) -> None:
        """Every row that will not be published, with its line and reasons."""
        tally = Tally()
        for so_far, rows in check_large_file(file=file, on=on):
            tally = so_far
            for line, _, _, column, reason in faults_of_block(rows):
                self.stdout.write(
                    f"第{line}行　{column}：{reason}" if column else f"第{line}行　{reason}"
                )
            self.stderr.write(f"已审查 {tally.total} 行…")
        good = tally.counts[RowStatus.GOOD.value]
        self.stdout.write(
            f"共 {tally.total} 行，可公示 {good} 行，有问题 {tally.total - good} 行。"
        )

    def _import(self, file: LargeFile, on: date) -> None:
        clerk = Actor(
            OPERATOR.person_id, OPERATOR.name, Role.DISCLOSURE_CLERK, file.agency_id, "导入历史决定"
        )
        batch = import_large_file(
            file=file,
            on=on,
            by=clerk,
            at=timezone.now(),
            progress=lambda count: self.stderr.write(f"已写入 {count} 行…"),
        )
        self.stdout.write(
            f"已导入批次 {batch.id}，可公示 {batch.good_count} 行。"
            "请在工作台的“公示”中形成公示稿，经内容审核、保密审查后公示。"
        )
