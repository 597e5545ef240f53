"""Numbers: one book for each agency, kind and year; none lost, none twice, none out of turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from mingjian.dossier.models import IssuedNumber, NumberBook, VoidedNumber
from mingjian.dossier.numbering import number_text, void_number
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from tests.dossier.make import AGENCY, AT, CLERK, take_number

CLIENTS = 8
NOBODY = UUID(int=7)


class Undone(Exception):
    """The act that took the number failed."""


def take_and_fail() -> None:
    """An act that takes a number and then fails."""
    with transaction.atomic():
        take_number()
        raise Undone


def test_a_number_is_written_as_official_documents_write_it() -> None:
    text = number_text(prefix="宾市监", kind="罚", year=2026, serial=12)

    assert text == "宾市监罚〔2026〕12号"


@pytest.mark.django_db
def test_the_numbers_of_a_book_run_on_from_one() -> None:
    numbers = [take_number() for _ in range(3)]

    assert [number.serial for number in numbers] == [1, 2, 3]
    assert [number.previous_serial for number in numbers] == [None, 1, 2]
    assert NumberBook.objects.get().last_serial == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [{"agency_id": NOBODY}, {"kind": "罚告"}, {"year": 2027}], ids=str
)
def test_each_agency_kind_and_year_begins_at_one(other: dict[str, object]) -> None:
    take_number()

    if "agency_id" in other:
        other = {**other, "kind": "立"}  # the text of a number is unique in the whole house
    assert take_number(**other).serial == 1


@pytest.mark.django_db
def test_an_act_that_fails_gives_its_number_back() -> None:
    take_number()

    with pytest.raises(Undone):
        take_and_fail()

    assert take_number().serial == 2


@pytest.mark.django_db
def test_a_wasted_number_stays_in_the_book_with_its_reason() -> None:
    number = take_number()

    with transaction.atomic():
        void_number(number=number, stream_kind="case", reason="打印错误。", by=CLERK, at=AT)

    assert VoidedNumber.objects.get(number=number).reason == "打印错误。"
    assert take_number().serial == 2
    entry = Entry.objects.get(stream_id=number.subject_id, kind="number.voided")
    assert entry.payload == {"number": number.text, "reason": "打印错误。"}


def take_with_the_others(start: Barrier) -> int:
    """One of several clients that take a number at the same moment."""
    try:
        start.wait(timeout=20)
        return take_number().serial
    finally:
        connection.close()


@pytest.mark.usefixtures("fresh_database")
def test_clients_at_the_same_moment_get_different_numbers_without_a_gap() -> None:
    start = Barrier(CLIENTS)

    with ThreadPoolExecutor(CLIENTS) as clients:
        serials = list(clients.map(lambda _: take_with_the_others(start), range(CLIENTS)))

    assert sorted(serials) == list(range(1, CLIENTS + 1))
    assert NumberBook.objects.get().last_serial == CLIENTS
    assert IssuedNumber.objects.count() == CLIENTS


def insert_number(
    intruder: psycopg.Connection[tuple[object, ...]], **changes: object
) -> str | None:
    """Put a number in by SQL; the guard that refuses it, if one does."""
    book = NumberBook.objects.get()
    row = {
        "id": uuid4(),
        "book_id": book.id,
        "serial": 3,
        "previous_serial": 2,
        "text": "伪造〔2026〕3号",
        "subject_id": new_id(),
        "issued_at": AT,
        **changes,
    }
    columns = ", ".join(row)
    places = ", ".join(f"%({name})s" for name in row)
    try:
        intruder.execute(f"INSERT INTO dossier_issuednumber ({columns}) VALUES ({places})", row)
        # The missing entry is another test's matter: only the chain of numbers is checked here.
        intruder.execute("SET CONSTRAINTS number_follows_another IMMEDIATE")
    except psycopg.Error as error:
        return error.diag.constraint_name
    finally:
        intruder.rollback()
    return None


OUT_OF_TURN = [
    ({"serial": 5, "previous_serial": 4}, "number_follows_another"),
    ({"serial": 5, "previous_serial": 2}, "number_leaves_no_gap"),
    ({"serial": 5, "previous_serial": None}, "number_leaves_no_gap"),
    ({"serial": 1, "previous_serial": None}, "number_used_once"),
    ({"serial": 2, "previous_serial": 1}, "number_used_once"),
    ({"serial": 0, "previous_serial": None}, "number_leaves_no_gap"),
    ({"serial": -1, "previous_serial": -2}, "dossier_issuednumber_previous_serial_check"),
    ({"text": "宾市监罚〔2026〕1号"}, "dossier_issuednumber_text_key"),
    ({"book_id": NOBODY}, "number_follows_another"),
    ({}, None),
]


@pytest.mark.parametrize(("changes", "guard"), OUT_OF_TURN, ids=str)
def test_a_number_out_of_turn_is_refused(
    app_connection: psycopg.Connection[tuple[object, ...]],
    changes: dict[str, object],
    guard: str | None,
) -> None:
    take_number()
    take_number()
    app_connection.autocommit = False

    assert insert_number(app_connection, **changes) == guard


def test_a_number_without_an_entry_of_its_subject_is_refused(
    app_connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    take_number()
    copied = """INSERT INTO dossier_issuednumber SELECT gen_random_uuid(), 2, 1, '伪造〔2026〕2号',
        subject_id, issued_at, book_id FROM dossier_issuednumber"""

    with pytest.raises(psycopg.Error, match="without a journal entry"):
        app_connection.execute(copied)


def test_a_book_that_was_turned_back_issues_nothing_twice(
    app_connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    take_number()
    app_connection.execute("UPDATE dossier_numberbook SET last_serial = 0")

    with pytest.raises(Exception, match=r"number_used_once|text_key"):
        take_number()


def test_a_book_that_was_turned_forward_leaves_no_gap(
    app_connection: psycopg.Connection[tuple[object, ...]],
) -> None:
    take_number()
    app_connection.execute("UPDATE dossier_numberbook SET last_serial = 41")

    with pytest.raises(Exception, match="number_follows_another"):
        take_number()


@pytest.mark.parametrize("column", ["agency_id", "prefix", "kind", "year"])
def test_the_title_of_a_book_never_changes(
    app_connection: psycopg.Connection[tuple[object, ...]], column: str
) -> None:
    take_number()
    alien = {"agency_id": "gen_random_uuid()", "year": "2027"}.get(column, "'伪'")

    with pytest.raises(psycopg.Error, match="frozen"):
        app_connection.execute(f"UPDATE dossier_numberbook SET {column} = {alien}")


@pytest.mark.django_db
def test_every_number_says_whose_it_is() -> None:
    subject_id = new_id()

    number = take_number(subject_id=subject_id)

    assert number.subject_id == subject_id
    assert number.book.agency_id == AGENCY
