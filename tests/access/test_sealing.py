"""Sealed fields: shown nowhere, opened on record, bound to their place and to a living key."""

from __future__ import annotations

import copy
import json
import logging
import pickle
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.template import Context, Template
from django.test.utils import isolate_apps

from mingjian.access.sealing import SHOWN, NotSealedHere, Sealed, SealedTextField
from mingjian.access.subject_keys import KeyDestroyed, destroy_subject_key
from mingjian.journal.canonical import NotCanonical, plain
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from tests.access.make import MONDAY, actor
from tests.journal.make import write

pytestmark = pytest.mark.django_db
NUMBER = "230125199001010017"


@isolate_apps("mingjian.access")
def make_model() -> Any:
    """A person with two sealed fields, one of them about somebody else."""

    class Person(models.Model):
        id = models.UUIDField(primary_key=True, default=new_id)
        witness_id = models.UUIDField(default=new_id)
        number = SealedTextField()
        said = SealedTextField(subject_field="witness_id")

        class Meta:
            app_label = "access"
            db_table = "scratch_person"

    return Person


PERSON = make_model()


@pytest.fixture(autouse=True)
def _table() -> None:
    with connection.schema_editor() as schema:
        schema.create_model(PERSON)


def saved(**values: Any) -> Any:
    """A person as read back from the database."""
    person: Any = PERSON(**{"number": NUMBER, **values})
    person.save()
    # The keys made meanwhile are journalled with the act that needed them.
    for subject in (person.id, person.witness_id):
        write(subject, "person.saved")
    return reread(person)


def reread(person: models.Model) -> Any:
    return PERSON.objects.get(pk=person.pk)


def opened(value: Sealed) -> str:
    return value.open(purpose="核对身份", by=actor(), at=MONDAY)


def column(person: models.Model, name: str) -> bytes:
    with connection.cursor() as sql:
        sql.execute(f"SELECT {name} FROM scratch_person WHERE id = %s", [person.pk])
        return bytes(sql.fetchone()[0])


def overwrite(person: models.Model, name: str, value: bytes) -> None:
    with connection.cursor() as sql:
        sql.execute(f"UPDATE scratch_person SET {name} = %s WHERE id = %s", [value, person.pk])


def test_a_sealed_text_comes_back_when_opened() -> None:
    assert opened(saved().number) == NUMBER


def test_the_column_holds_no_trace_of_the_text() -> None:
    assert NUMBER.encode() not in column(saved(), "number")


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert column(saved(), "number") != column(saved(), "number")


def test_an_empty_text_stays_empty_and_needs_no_opening() -> None:
    person = saved(number="")

    assert (bool(person.number), str(person.number), opened(person.number)) == (False, "", "")
    assert not Entry.objects.filter(kind="sealed_opened").exists()


def test_opening_first_writes_who_reads_what_and_why() -> None:
    person = saved()
    by = actor(name="李四")

    person.number.open(purpose="制作处罚决定书", by=by, at=MONDAY)

    entry = Entry.objects.get(stream_id=person.id, kind="sealed_opened")
    assert (entry.kind, entry.actor_person_id) == ("sealed_opened", by.person_id)
    assert entry.purpose == "制作处罚决定书"
    assert entry.payload == {
        "table": "scratch_person",
        "row": str(person.id),
        "column": "number",
    }


def test_opening_is_recorded_with_the_subject_and_not_with_the_row() -> None:
    person = saved(said="看见了")

    opened(person.said)

    assert Entry.objects.filter(stream_id=person.witness_id, kind="sealed_opened").exists()


def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    one, other = saved(), saved()
    overwrite(other, "number", column(one, "number"))

    with pytest.raises(InvalidTag):
        opened(reread(other).number)


def test_a_ciphertext_moved_to_another_row_of_the_same_subject_does_not_open() -> None:
    witness = new_id()
    one, other = saved(witness_id=witness, said="甲"), saved(witness_id=witness, said="乙")
    overwrite(other, "said", column(one, "said"))

    with pytest.raises(InvalidTag):
        opened(reread(other).said)


def test_a_ciphertext_moved_to_another_column_does_not_open() -> None:
    person = saved(id=(same := new_id()), witness_id=same, said="看见了")
    overwrite(person, "said", column(person, "number"))

    with pytest.raises(InvalidTag):
        opened(reread(person).said)


@pytest.mark.parametrize("place", [1, 20, -1])
def test_a_changed_ciphertext_does_not_open(place: int) -> None:
    person = saved()
    changed = bytearray(column(person, "number"))
    changed[place] ^= 1
    overwrite(person, "number", bytes(changed))

    with pytest.raises(InvalidTag):
        opened(reread(person).number)


def test_after_its_key_is_destroyed_nothing_opens_or_is_sealed() -> None:
    person = saved()
    destroy_subject_key(
        subject_id=person.id, stream_kind="person", reason="届满", by=actor(), at=MONDAY
    )

    with pytest.raises(KeyDestroyed, match="密钥已销毁"):
        opened(reread(person).number)
    person.number = "新号码"
    with pytest.raises(KeyDestroyed):
        person.save()


@pytest.mark.parametrize("show", [str, repr, "{}".format, "%s".__mod__, lambda v: f"{v!r:>5}"])
def test_no_way_of_printing_shows_the_text(show: Any) -> None:
    fresh = PERSON(number=NUMBER)

    for value in (fresh.number, saved().number):
        assert NUMBER not in show(value)
        assert SHOWN in show(value)


def test_a_new_text_is_not_in_the_instance_dictionary_either() -> None:
    assert NUMBER not in repr(vars(PERSON(number=NUMBER)))


def test_log_template_and_serializer_show_nothing(caplog: pytest.LogCaptureFixture) -> None:
    person = saved()
    logging.getLogger("test").error("party %s %r", person.number, vars(person))

    page = Template("{{ p.number }}|{{ p.number|upper }}").render(Context({"p": person}))
    dumped = serializers.serialize("json", [person])

    assert page == f"{SHOWN}|{SHOWN}"
    for shown in (caplog.text, dumped, repr(list(PERSON.objects.values()))):
        assert NUMBER not in shown
        assert column(person, "number").hex() not in shown


def test_a_sealed_value_is_not_json_canonical_pickled_or_copied() -> None:
    value = saved().number

    with pytest.raises(TypeError):
        json.dumps(value, cls=DjangoJSONEncoder)
    with pytest.raises(NotCanonical):
        plain(value)
    with pytest.raises(NotSealedHere):
        pickle.dumps(value)
    with pytest.raises(NotSealedHere):
        copy.deepcopy(value)


def test_a_value_is_not_carried_to_another_row() -> None:
    one, other = saved(), saved()
    other.number = one.number

    with pytest.raises(NotSealedHere):
        other.save()


def test_a_text_not_yet_saved_is_not_opened() -> None:
    with pytest.raises(NotSealedHere):
        opened(PERSON(number=NUMBER).number)


def test_saving_again_keeps_the_ciphertext_and_a_new_text_replaces_it() -> None:
    person = saved()
    before = column(person, "number")
    person.save()
    assert column(person, "number") == before

    person.number = "新号码"
    person.save()

    assert opened(reread(person).number) == "新号码"


def test_a_sealed_field_takes_text_only() -> None:
    with pytest.raises(TypeError):
        PERSON(number=b"bytes")


def test_a_sealed_field_is_neither_searched_nor_updated_in_bulk() -> None:
    people = PERSON.objects

    with pytest.raises(FieldError, match="blind index"):
        people.filter(number=NUMBER)
    with pytest.raises(TypeError, match="set it on an instance"):
        people.update(number=NUMBER)


def test_rows_without_a_value_can_be_found() -> None:
    empty, full = saved(number=""), saved()
    people = PERSON.objects

    assert list(people.filter(number__is_empty=True)) == [empty]
    assert list(people.filter(number__is_empty=False)) == [full]


def test_a_deferred_value_is_sealed_too() -> None:
    person = saved()

    late = PERSON.objects.defer("number").get(pk=person.pk)

    assert opened(late.number) == NUMBER


def test_the_field_is_rebuilt_from_its_migration() -> None:
    _, path, args, options = PERSON._meta.get_field("said").deconstruct()

    assert path == "mingjian.access.sealing.SealedTextField"
    assert SealedTextField(*args, **options).subject_field == "witness_id"
