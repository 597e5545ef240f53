"""Verification: what somebody with all power over the database changed is found and named."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from mingjian.ops.verifying import verify_everything
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db
CHECKS = ["数据库守卫", "全过程记录", "文书", "用印", "拟处理意见", "文号", "公开日志"]
TAMPERING = [
    (
        "UPDATE journal_entry SET actor_name = '别人' WHERE seq = 1",
        "全过程记录",
        "content does not match its hash",
    ),
    (
        "UPDATE journal_entry SET payload = '{}' WHERE kind = 'case.decide'",
        "全过程记录",
        "content does not match its hash",
    ),
    ("DELETE FROM journal_entry WHERE seq = 5", "全过程记录", "expected entry 5"),
    (
        "DELETE FROM journal_entry e WHERE seq = (SELECT max(seq) FROM journal_entry x"
        " WHERE x.stream_id = e.stream_id) AND seq > 5",
        "全过程记录",
        "head is not the last entry",
    ),
    (
        "UPDATE journal_stream SET head_hash = repeat('0', 64)",
        "全过程记录",
        "head is not the last entry",
    ),
    (
        "UPDATE dossier_document SET content = jsonb_set(content, '{addressee}', '\"别人\"')"
        " WHERE kind = 'penalty_decision'",
        "文书",
        "的内容与其校验码不符",
    ),
    ("UPDATE cases_proposal SET fine_yuan = 1", "拟处理意见", "的内容与其校验码不符"),
    ("UPDATE cases_proposal SET facts = '没有违法。'", "拟处理意见", "的内容与其校验码不符"),
    ("UPDATE dossier_numberbook SET last_serial = 9 WHERE kind = '罚'", "文号", "应有 9 个文号"),
    (
        "DELETE FROM dossier_issuednumber WHERE text LIKE '%罚告%'",
        "文号",
        "实有 0 个",
    ),
]


def faults() -> dict[str, tuple[str, ...]]:
    """What each check finds now."""
    return {check.title: check.faults for check in verify_everything()}


def as_superuser(statement: str) -> None:
    """Change the row with every guard out of the way, and put the guards back."""
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        tables = ["journal_entry", "journal_stream", "dossier_document", "dossier_issuednumber"]
        tables += ["dossier_numberbook", "cases_proposal"]
        guards = _guards_of(tables)
        for table, name in guards["t"]:
            sql.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"')
        for table, name in guards["f"]:
            sql.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        sql.execute(statement)
        assert sql.rowcount


def _guards_of(tables: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Triggers on these tables (t), and foreign keys on them and to them (f)."""
    with connection.cursor() as sql:
        sql.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY(%s)",
            [tables],
        )
        triggers = sql.fetchall()
        sql.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'"
            " AND (confrelid::regclass::text = ANY(%s) OR conrelid::regclass::text = ANY(%s))",
            [tables, tables],
        )
        return {"t": triggers, "f": sql.fetchall()}


@pytest.fixture
def decided(db: None) -> None:
    """A case that was told to its end."""
    story_at(None)


def test_every_check_runs_and_says_what_it_read(decided: None) -> None:
    checks = list(verify_everything())

    assert [check.title for check in checks] == CHECKS
    assert all(check.summary for check in checks)
    assert {title: found for title, found in faults().items() if title != "数据库守卫"} == {
        title: () for title in CHECKS if title != "数据库守卫"
    }


def test_the_quick_check_reads_the_guards_only() -> None:
    assert [check.title for check in verify_everything(quick=True)] == ["数据库守卫"]


@pytest.mark.parametrize(("tampering", "title", "words"), TAMPERING)
def test_what_was_tampered_with_is_found_where_it_is(
    decided: None, tampering: str, title: str, words: str
) -> None:
    as_superuser(tampering)

    found = faults()

    assert any(words in fault for fault in found[title]), found[title]
    others = {name for name, lines in found.items() if lines} - {title, "数据库守卫"}
    assert others == set()


def test_the_command_counts_what_does_not_hold_and_says_whom_to_tell(
    decided: None, capsys: pytest.CaptureFixture[str]
) -> None:
    as_superuser("UPDATE cases_proposal SET facts = '没有违法。'")

    with pytest.raises(CommandError, match=r"核验发现 \d+ 处不符，请立即报告审计管理员"):
        call_command("verify_all")

    assert "不符  拟处理意见：1 份" in capsys.readouterr().out
