"""Build the packages that are missing and do the checks that are due, as every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mingjian.archive.tending import tend_archive
from mingjian.ops.jobs import ARCHIVE_TIMETABLE


class Command(BaseCommand):
    help = "生成归档信息包，做到期的四性检测"

    def handle(self, *args: Any, **options: Any) -> None:
        done = tend_archive(by=ARCHIVE_TIMETABLE, at=timezone.now())
        self.stdout.write(f"生成信息包 {done.packed} 个，四性检测 {done.checked} 卷")
        for fault in done.faults:
            self.stderr.write(fault)
        if done.faults:
            raise CommandError(f"{len(done.faults)} 项不符合")
