"""Verify what the platform promises: chains, log, documents, guards."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingjian.ops.verifying import verify_everything


class Command(BaseCommand):
    help = "核验全过程记录、公开日志、文书和数据库守卫"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quick", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for check in verify_everything(quick=options["quick"]):
            mark = "通过" if not check.faults else "不符"
            self.stdout.write(f"{mark}  {check.title}：{check.summary}")
            for fault in check.faults:
                self.stdout.write(f"      {fault}")
            failed += len(check.faults)
        if failed:
            raise CommandError(f"核验发现 {failed} 处不符，请立即报告审计管理员。")
        self.stdout.write("全部核验通过。")
