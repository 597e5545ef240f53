"""A node runs alone: no table of the desk, no address of its database; it tells when it is deaf."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import Client

from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.node_state import read_node_state
from mingjian.ops.node.config import NodeConfig
from mingjian.ops.node.database import make_tables, public_models
from mingjian.ops.node.serving import environment_of
from mingjian.ops.postgres import OWNER, PORTAL
from tests.databases import url_for
from tests.ops.node.make import Node, become, heard_before, make_node_database
from tests.ops.node.origin import CLOCK, ROWS

_OWN = {"node_block", "node_hidden", "node_schema"}


def tables() -> set[str]:
    with connection.cursor() as sql:
        sql.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in sql.fetchall()}


def test_the_database_of_a_node_has_the_public_tables_and_no_other(reading: Node) -> None:
    public = {model._meta.db_table for model in public_models()}

    assert tables() == public | _OWN
    assert not [name for name in tables() if name.startswith(("cases", "dossier", "access"))]


def test_the_site_of_a_node_reads_these_tables_and_writes_nothing(reading: Node) -> None:
    with psycopg.connect(url_for(PORTAL, reading.database), autocommit=True) as site:
        for model in public_models():
            table = model._meta.db_table
            site.execute(f'SELECT * FROM "{table}" LIMIT 1')
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                site.execute(f'DELETE FROM "{table}"')
        for own in _OWN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                site.execute(f"SELECT * FROM {own}")


@pytest.mark.parametrize("role", [OWNER, PORTAL])
def test_no_process_of_a_node_is_told_of_another_database(role: str, reading: Node) -> None:
    config = NodeConfig(Path("/srv/node"), "localhost", True, False, (reading.origin(),))
    foreign = "postgresql://desk:secret@10.0.0.1/mingjian"
    outside = dict.fromkeys(
        ["DATABASE_URL", "MINGJIAN_APP_DATABASE_URL", "MINGJIAN_PORTAL_DATABASE_URL"], foreign
    )

    told = environment_of(
        config, reading.origin(), url="postgresql://own", role=role, outside=outside
    )

    assert foreign not in told.values()
    assert list(told.values()).count("postgresql://own") == 1


def test_a_quiet_node_goes_on_and_says_since_when(node: Node, visitor: Client) -> None:
    heard_before(node, 700)

    page = visitor.get(f"/decisions/{node.told.plain}/")

    assert page.status_code == 200
    assert "起没有收到源站的消息" in page.content.decode()


def test_a_silent_node_shows_the_law_and_nothing_that_may_be_withdrawn(
    node: Node, visitor: Client
) -> None:
    heard_before(node, 5 * 3600)

    answers = {path: visitor.get(path) for path in node.told.addresses()}

    open_ones = {path for path, answer in answers.items() if answer.status_code == 200}
    assert open_ones == {"/log/checkpoint", "/log/keys", "/log/notice"}
    refused = answers["/decisions/"]
    assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    assert "《行政处罚法》第四十八条" in refused.content.decode()
    assert visitor.get("/law/").status_code == 200


def test_an_origin_that_is_away_is_told_and_nothing_is_lost(node: Node, visitor: Client) -> None:
    node.mirror.files = {}

    state = node.follow()

    assert "/log/notice 回答 404" in state.fault
    assert visitor.get(f"/decisions/{node.told.plain}/").status_code == 200


def test_a_first_taking_in_that_was_cut_off_goes_on(node: Node, visitor: Client) -> None:
    node.give("start")
    make_node_database(node.database)
    node.folder = node.folder.with_name("new")
    become(node)
    block = node.mirror.files.pop("log/records/0")
    cut = node.follow()
    shown = visitor.get("/decisions/")

    node.mirror.files["log/records/0"] = block
    state = node.follow()

    assert (cut.is_whole, shown.status_code) == (False, 503)
    assert "正在首次收取" in shown.content.decode()
    assert (state.is_whole, state.fault) == (True, "")
    assert PublicRecord.objects.published().count() == ROWS + 1


def test_a_database_made_anew_does_not_forget_what_the_log_signed(node: Node) -> None:
    node.give("withdrawn")
    node.follow()
    make_node_database(node.database)
    (node.folder / "registers").unlink()
    become(node)
    notice = node.mirror.files["log/notice"]
    node.give("twin")
    node.mirror.files["log/notice"] = notice

    state = node.follow()

    assert state.fault
    assert not PublicRecord.objects.exists()


def test_the_tables_are_made_once_and_anew_when_the_program_changed(node: Node) -> None:
    again = make_tables()
    with connection.cursor() as sql:
        sql.execute("UPDATE node_schema SET digest = 'of an older program'")

    anew = make_tables()

    assert (again, anew) == (False, True)
    assert not PublicRecord.objects.exists()


def test_the_state_says_how_long_is_too_long(reading: Node) -> None:
    state = read_node_state(reading.folder)
    assert state is not None

    heard = replace(state, heard_at=CLOCK.isoformat())

    for seconds, expected in ((599, (False, False)), (601, (True, False)), (14_401, (True, True))):
        at = CLOCK + timedelta(seconds=seconds)
        assert (heard.is_quiet(at=at), heard.is_silent(at=at)) == expected
