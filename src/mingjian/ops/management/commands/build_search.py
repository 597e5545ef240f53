"""Build the search index of this node from the public records; may be stopped and started again."""

from __future__ import annotations

import shutil
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingjian.disclosure.indexed import node_store
from mingjian.disclosure.search_keeping import build_index, spool_of


class Command(BaseCommand):
    help = "建立公示检索索引"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="从头开始")

    def handle(self, *args: Any, **options: Any) -> None:
        store = node_store()
        with store.keeping() as alone:
            if not alone:
                raise CommandError(
                    "检索索引正由另一个进程维护（通常是 mingjian serve），不能同时重建。"
                    "请先停止该进程，再执行本命令。"
                )
            if options["again"]:
                shutil.rmtree(spool_of(store), ignore_errors=True)
            state = build_index(store=store, progress=self._tell)
        count = sum(segment.count for segment in state.segments)
        self.stdout.write(f"检索索引已建成：{count:,} 件。")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"已处理 {done:,} / {total:,} 件")
        self.stdout.flush()
