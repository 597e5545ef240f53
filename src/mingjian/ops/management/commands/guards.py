"""List the live guards, or write the manifest of a release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mingjian.ops import guards


class Command(BaseCommand):
    help = "列出数据库守卫"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        text = guards.manifest_text(guards.live_guards())
        if options["write"]:
            path = Path(guards.__file__).with_name(guards.MANIFEST)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"已写入 {path.name}")
        else:
            self.stdout.write(text)
