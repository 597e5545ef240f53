"""Work off the timetable until stopped."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "执行定时任务"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("procrastinate", "worker", verbosity=0)
