"""Follow one origin of a node's configuration until stopped; ``--once``: one round."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from mingjian.disclosure.node_state import NodeState
from mingjian.ops.node.config import read_config
from mingjian.ops.node.database import make_tables
from mingjian.ops.node.following import Follower
from mingjian.ops.node.listening import listening


class Command(BaseCommand):
    help = "公示节点：随录一个源站"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("config")
        parser.add_argument("name")
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        config = read_config(Path(options["config"]))
        [origin] = [each for each in config.origins if each.name == options["name"]]
        follower = Follower(origin, Path(settings.NODE_FOLDER), say=self._say)
        if make_tables():
            follower.memory.forget_database()
        if options["once"]:
            state = follower.follow(at=timezone.now())
            self._tell(state)
            if state.fault or not state.is_whole:
                raise CommandError(state.fault or "还没有收齐，请再执行一次。")
            return
        with listening(follower, every=origin.poll_seconds, say=self._say):
            while True:
                self._follow(follower)
                time.sleep(origin.poll_seconds)

    def _follow(self, follower: Follower) -> None:
        try:
            follower.follow(at=timezone.now())
        except (DatabaseError, OSError) as error:
            self._say(f"节点自己的数据库或者磁盘：{error}")
            connection.close()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _tell(self, state: NodeState) -> None:
        self._say(f"{state.name}：日志 {state.size:,} 条，核对到 {state.heard_at or '（从未）'}")
