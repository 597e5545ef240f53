"""Prepare the database: migrate, grant, load packs; with --demo also the demo story."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from mingjian.ops.grants import apply_grants


class Command(BaseCommand):
    help = "建立或者升级数据库表、守卫和权限"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("建立数据库表和守卫……")
        call_command("migrate", verbosity=0)
        apply_grants()
        call_command("load_law_packs")
        if options["demo"]:
            call_command("seed_demo")
        call_command("check_ready")
