"""Write the demo story; run again, it goes on where it stopped."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.utils import timezone

from mingjian.cases.days import BEIJING, day_of
from mingjian.ops.demo import held, recorded_media, signed
from mingjian.ops.demo.aftermath import overturn_published, tell_endings
from mingjian.ops.demo.appraisals import appraise
from mingjian.ops.demo.archives import file_some
from mingjian.ops.demo.beside import tell_proceedings
from mingjian.ops.demo.cases import id_of_case, tell_all
from mingjian.ops.demo.filed_forms import file_forms
from mingjian.ops.demo.held import tell_measures
from mingjian.ops.demo.joint import tell_jointly
from mingjian.ops.demo.parties import hand_over_pass
from mingjian.ops.demo.people import DEMO_PASSWORD, POSTS, SINCE, open_demo_house, settle
from mingjian.ops.demo.places import PLACES
from mingjian.ops.demo.publications import publish_all
from mingjian.ops.demo.recorded_media import tell_recordings
from mingjian.ops.demo.recorders import bring_in_clips, keep_register
from mingjian.ops.demo.reviewed_twice import tell_reviews
from mingjian.ops.demo.seals import seal_served
from mingjian.ops.demo.signed import tell_signatures
from mingjian.ops.demo.spot import PLACE, tell_scenes


class Command(BaseCommand):
    help = "写入演示案件"

    def handle(self, *args: Any, **options: Any) -> None:
        today = day_of(timezone.now())
        opened = datetime.combine(SINCE, time(9, 0), tzinfo=BEIJING)
        self.stdout.write("建立演示单位和账号……")
        open_demo_house(at=opened)
        casts = settle(at=opened, on=today)
        for told, total in tell_all(casts=casts, today=today):
            self.stdout.write(f"\r演示案件 {told}/{total}", ending="")
            self.stdout.flush()
        self.stdout.write("")
        tell_scenes(cast=casts[PLACE], today=today)
        tell_measures(cast=casts[held.PLACE], today=today)
        tell_proceedings(cast=casts[held.PLACE], today=today)
        for pack_id in (PLACES[0].pack_id, recorded_media.PLACE):
            keep_register(cast=casts[pack_id])
            bring_in_clips(cast=casts[pack_id], today=today)
        tell_recordings(cast=casts[recorded_media.PLACE], today=today)
        place, cast = PLACES[0], casts[PLACES[0].pack_id]
        first, second = _signed_cases(place.pack_id)
        tell_signatures(signed=first, refused=second, cast=cast, today=today)
        tell_jointly(place=place, cast=cast, today=today)
        tell_reviews(cast=cast, today=today, at=opened)
        file_forms(cast=cast, today=today, at=timezone.now())
        told_endings = list(tell_endings(place=place, cast=cast, today=today))
        self.stdout.write(f"{place.short_name}：执行与救济 {len(told_endings)} 件")
        for line in seal_served(casts=casts):
            self.stdout.write(line)
        handed = hand_over_pass(cast=cast, at=timezone.now())
        if handed:
            self.stdout.write(f"当事人专属页面：查询码 {handed.code}，校验码 {handed.factor}")
        for line in publish_all(casts=casts, today=today, at=timezone.now()):
            self.stdout.write(line)
        if overturn_published(place=place, cast=cast, today=today, at=timezone.now()):
            self.stdout.write(f"{place.short_name}：复议撤销 1 件，公示随之撤下")
        if drawn := appraise(place=place, cast=cast, today=today, at=timezone.now()):
            self.stdout.write(f"{place.short_name}：案卷评查，抽取 {drawn} 件")
        for filed_in in PLACES[:2]:
            filed = file_some(cast=casts[filed_in.pack_id], at=timezone.now())
            self.stdout.write(f"{filed_in.short_name}：归档 {filed} 卷，其中一卷借出")
        self._print_accounts()

    def _print_accounts(self) -> None:
        self.stdout.write(f"演示账号（密码均为 {DEMO_PASSWORD}）：")
        for post in POSTS:
            accounts = "、".join(f"{place.pack_id}.{post.account}" for place in PLACES)
            self.stdout.write(f"  {post.role.title}：{accounts}")
        self.stdout.write(f"  政府法制机构：{PLACES[0].pack_id}.legal")
        self.stdout.write("  三员：sysadmin（系统）、secadmin（安全）、auditor（审计）")


def _signed_cases(pack_id: str) -> list[UUID]:
    """The cases whose records were signed on screen, and refused."""
    return [id_of_case(pack_id, number) for number in (signed.SIGNED, signed.REFUSED)]
