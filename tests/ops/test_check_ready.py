"""The server starts on a database that is as released, and on no other."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from tests.journal.make import as_application

pytestmark = pytest.mark.usefixtures("fresh_database")


def execute(statement: str) -> None:
    with connection.cursor() as sql:
        sql.execute(statement)


def test_a_migrated_database_is_ready_for_the_application() -> None:
    with as_application():
        call_command("check_ready")


@pytest.mark.parametrize(
    ("tampering", "guard"),
    [
        ("DROP TRIGGER decision_append_only ON cases_decision", "decision_append_only"),
        (
            "ALTER TABLE cases_decision DROP CONSTRAINT decision_reviewed_where_due",
            "decision_reviewed_where_due",
        ),
        ("ALTER TABLE journal_entry DISABLE TRIGGER entry_stamped", "entry_stamped"),
        ("GRANT DELETE ON cases_decision TO mingjian_app", "cases_decision mingjian_app"),
    ],
)
def test_without_a_guard_it_refuses_and_names_it(tampering: str, guard: str) -> None:
    execute(tampering)

    with pytest.raises(CommandError, match=f"拒绝启动(.|\n)*{guard}(.|\n)*请由数据库管理员查明"):
        call_command("check_ready")


def test_a_database_of_an_older_release_is_refused_with_what_to_do() -> None:
    execute("DELETE FROM django_migrations WHERE app = 'cases'")

    with pytest.raises(CommandError, match="尚未升级到本版本。请先运行 mingjian migrate"):
        call_command("check_ready")
