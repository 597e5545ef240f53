"""Check, or bring in, a file of an agency's past decisions; publishing needs two approvals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mingjian.cases.days import day_of
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.past_columns import UnreadableFile
from mingjian.disclosure.past_decisions import ImportReport, check_file, import_file
from mingjian.law.roles import Actor, Role
from mingjian.ops.management.commands.load_law_packs import OPERATOR
from mingjian.registry.models import Agency


class Command(BaseCommand):
    help = "导入既往处罚决定"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--agency", required=True)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        agency = Agency.objects.filter(name=options["agency"]).first()
        if agency is None:
            known = "、".join(Agency.objects.values_list("name", flat=True))
            raise CommandError(f"没有执法主体“{options['agency']}”。已登记的有：{known}。")
        if not path.is_file():
            raise CommandError(f"找不到文件 {path}。")
        now = timezone.now()
        on = day_of(now)
        try:
            report = check_file(
                agency_id=agency.id, file_name=path.name, data=path.read_bytes(), on=on
            )
        except UnreadableFile as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        self._tell(report)
        if options["dry_run"]:
            self.stdout.write("只检查，没有写入。")
            return
        clerk = Actor(
            OPERATOR.person_id, OPERATOR.name, Role.DISCLOSURE_CLERK, agency.id, "导入历史决定"
        )
        batch = import_file(
            agency_id=agency.id,
            file_name=path.name,
            data=path.read_bytes(),
            on=on,
            by=clerk,
            at=now,
        )
        self.stdout.write(
            f"已导入批次 {batch.id}，可公示 {batch.good_count} 行。"
            "请在工作台的“公示”中形成公示稿，经内容审核、保密审查后公示。"
        )

    def _tell(self, report: ImportReport) -> None:
        """Every row that will not be published, with its line and reasons."""
        for row in report.problems:
            for fault in row.faults:
                self.stdout.write(f"第{row.line}行　{fault}")
        good, total = report.count(RowStatus.GOOD), len(report.rows)
        self.stdout.write(f"共 {total} 行，可公示 {good} 行，有问题 {total - good} 行。")
