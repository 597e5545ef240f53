"""Open the house: the three administrators (三员), with passwords chosen at the prompt."""

from __future__ import annotations

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mingjian.access.accounts import NewAccount, open_house
from mingjian.access.camps import Camp
from mingjian.law.breach import MoveRefused

_POSTS = (
    (Camp.SYSTEM, "系统管理员"),
    (Camp.SECURITY, "安全管理员"),
    (Camp.AUDIT, "审计管理员"),
)


class Command(BaseCommand):
    help = "建立三员账号"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("三员由三个自然人分别担任，账号建立后由系统管理员开立其他账号。")
        accounts = [self._ask(camp, title) for camp, title in _POSTS]
        try:
            users = open_house(administrators=accounts, at=timezone.now())
        except MoveRefused as refused:
            raise CommandError(str(refused)) from refused
        for user in users:
            self.stdout.write(f"已建立 {user.username}（{user.name}）")

    def _ask(self, camp: Camp, title: str) -> NewAccount:
        self.stdout.write(f"—— {title} ——")
        username = input("账号（字母、数字、点、横线）：")
        name = input("姓名：")
        password = getpass.getpass("密码（至少12位）：")
        if password != getpass.getpass("再输入一次："):
            raise CommandError("两次输入的密码不一致，没有建立任何账号。请重新运行。")
        return NewAccount(username=username, name=name, password=password, camp=camp)
