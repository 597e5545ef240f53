"""Load the law packs that came with this release; snapshots in use stay."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils import timezone

from mingjian.law.roles import Actor, Role
from mingjian.registry.packs import load_packs

# The command line acts as the system administrator who runs it on the server.
OPERATOR = Actor(UUID(int=1), "命令行", Role.SYSTEM_ADMIN, None, "装载法律包")


class Command(BaseCommand):
    help = "装载法律包"

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_packs(by=OPERATOR, at=timezone.now())
        for pack in loaded:
            self.stdout.write(f"已装载 {pack.name} {pack.version}（{pack.hash[:12]}）")
        if not loaded:
            self.stdout.write("法律包已是最新。")
