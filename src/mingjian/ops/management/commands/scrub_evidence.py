"""Read every copy of every file again, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mingjian.evidence.scrubbing import scrub_everything


class Command(BaseCommand):
    help = "巡检：重新读取全部证据副本并核对"

    def handle(self, *args: Any, **options: Any) -> None:
        done = scrub_everything(at=timezone.now())
        self.stdout.write(f"已读取 {done.read} 份副本，不符 {done.unsound} 份。")
        if done.unsound:
            raise CommandError("有副本缺失或者与登记不符。请查看材料页的告警，从其他副本恢复。")
