"""Write public pages as files that any web server can hand out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mingjian.portal.static_site import export_site


class Command(BaseCommand):
    help = "静态导出公示页面"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="目标文件夹，原有内容会被替换")
        parser.add_argument("--agency", action="append", default=[], help="机关编号，可多次")

    def handle(self, *args: Any, **options: Any) -> None:
        done = export_site(folder=Path(options["folder"]), agencies=options["agency"])
        self.stdout.write(
            f"已导出 {len(done.written):,} 个地址，另有 {len(done.gone):,} 个已撤下，"
            "见 gone.txt，请让网站服务器对它们返回 410。"
        )
