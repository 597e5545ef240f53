"""Refuse to start on a database that is not as released."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mingjian.ops.guards import guard_differences


class Command(BaseCommand):
    help = "核对数据库版本和守卫清单"

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("数据库尚未升级到本版本。请先运行 mingjian migrate。")
        differences = guard_differences()
        if differences:
            listed = "\n  ".join(differences)
            raise CommandError(
                f"数据库守卫与发布清单不一致，拒绝启动：\n  {listed}\n"
                "请由数据库管理员查明原因；升级后首次启动请先运行 mingjian migrate。"
            )
