"""Verify one sealed document: by its seal, and by the register of this platform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingjian.seals.checking import LARGEST, Verdict
from mingjian.seals.installed import trust_folder
from mingjian.seals.register import find_by_file
from mingjian.seals.sandbox import check_upload

_WORDS = {
    Verdict.INTACT: "真实、完整：盖章以后没有改动",
    Verdict.ALTERED: "盖章后被改动",
    Verdict.UNKNOWN: "印章不是受信任的机构签发的，不能确认",
    Verdict.UNSEALED: "没有电子印章",
    Verdict.UNREADABLE: "不是可以读取的 PDF",
}


class Command(BaseCommand):
    help = "核验一份盖章文书"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"找不到文件 {path}。")
        if path.stat().st_size > LARGEST:
            raise CommandError(f"文件超过 {LARGEST // 1024 // 1024} MB，不是本平台的文书。")
        pdf = path.read_bytes()
        report = check_upload(pdf=pdf, trust=trust_folder())
        registered = find_by_file(pdf=pdf)
        self.stdout.write(f"结论　　{_WORDS[report.verdict]}")
        for label, value in (
            ("印章", report.signer),
            ("用印时间", report.sealed_at),
            ("用印登记", registered.title if registered else "没有登记"),
            ("效力", "测试用印，不具有法律效力" if report.is_trial else ""),
        ):
            if value:
                self.stdout.write(f"{label}　　{value}")
        if report.verdict is not Verdict.INTACT:
            raise CommandError(f"{_WORDS[report.verdict]}。请不要以这个文件为准。")
