"""Credentials in a word: what one is worth on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingjian.desk.registry.credentials import best_of, view_credential
from mingjian.registry.credentials import suspend_credential
from mingjian.web.parts import Tone
from tests.access.make import MONDAY
from tests.registry.make import SYSTEM, make_credential, make_officer

pytestmark = pytest.mark.django_db
LAST = date(2027, 6, 30)


@pytest.mark.parametrize(
    ("on", "word", "tone"),
    [
        (LAST - timedelta(days=61), "有效", Tone.GOOD),
        (LAST - timedelta(days=60), "剩 60 天到期", Tone.WARN),
        (LAST, "今天到期", Tone.WARN),
        (LAST + timedelta(days=1), "已过期", Tone.WARN),
        (date(2026, 1, 1), "尚未生效", Tone.INFO),
    ],
)
def test_a_credential_is_read_on_its_day(on: date, word: str, tone: Tone) -> None:
    credential = make_credential(make_officer(), valid_from=date(2026, 5, 1), valid_until=LAST)

    view = view_credential(credential, on=on)

    assert (view.word, view.tone) == (word, tone)


def test_a_suspended_credential_is_not_usable_until_it_is_returned() -> None:
    credential = make_officer().credentials.get()
    since, until = date(2026, 6, 1), date(2026, 7, 1)
    suspend_credential(
        credential_id=credential.id, since=since, until=until, reason="违规。", by=SYSTEM, at=MONDAY
    )

    during = view_credential(credential, on=date(2026, 6, 15))
    after = view_credential(credential, on=until)

    assert (during.word, during.is_usable) == ("已暂扣至2026年7月1日", False)
    assert (after.word, after.is_usable) == ("有效", True)


def test_an_officer_enforces_with_the_usable_one() -> None:
    officer = make_officer()
    make_credential(officer, valid_from=date(2030, 1, 1), valid_until=date(2035, 1, 1))

    views = [view_credential(one, on=MONDAY.date()) for one in officer.credentials.all()]

    best = best_of(views)
    assert best is not None
    assert best.is_usable
    assert best_of([]) is None
