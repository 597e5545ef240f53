"""Work off the timetable until stopped."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "执行定时任务"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queues", help="只办理这些队列的任务，以逗号分隔；缺省全部办理")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = ["--queues", options["queues"]] if options["queues"] else []
        call_command("procrastinate", "worker", *chosen, verbosity=0)
