"""Subject keys: wrapped, never cached, destroyed once and for good."""

from __future__ import annotations

from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from django.test import override_settings

from mingjian.access.models import SubjectKey
from mingjian.access.subject_keys import (
    KeyDestroyed,
    blind_index,
    data_key,
    data_key_made_if_missing,
    destroy_subject_key,
)
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from tests.access.make import MONDAY, actor
from tests.journal.make import write

SUBJECT = new_id()


def made_key(subject_id: UUID = SUBJECT) -> bytes:
    """A key, made in an act that is written into the subject's stream."""
    write(subject_id)
    return data_key_made_if_missing(subject_id=subject_id)


def destroy() -> None:
    destroy_subject_key(
        subject_id=SUBJECT, stream_kind="party", reason="保存期限届满", by=actor(), at=MONDAY
    )


@pytest.mark.django_db
def test_a_subject_keeps_one_key() -> None:
    key = made_key()

    assert made_key() == key == data_key(subject_id=SUBJECT)
    assert made_key(new_id()) != key


@pytest.mark.django_db
def test_the_table_holds_no_key_as_it_is() -> None:
    key = made_key()

    assert key not in bytes(SubjectKey.objects.get().wrapped)


@pytest.mark.django_db
def test_a_wrapped_key_fits_its_subject_only() -> None:
    made_key()
    other = new_id()
    write(other)
    SubjectKey.objects.create(subject_id=other, wrapped=SubjectKey.objects.get().wrapped)

    with pytest.raises(InvalidTag):
        data_key(subject_id=other)


@pytest.mark.django_db
def test_another_installation_cannot_unwrap() -> None:
    made_key()

    with override_settings(SEALING_KEY="another installation"), pytest.raises(InvalidTag):
        data_key(subject_id=SUBJECT)


@pytest.mark.django_db
def test_a_destroyed_key_is_gone_and_the_record_says_why() -> None:
    made_key()

    destroy()

    row = SubjectKey.objects.get()
    assert (bytes(row.wrapped), row.destroyed_at) == (b"", MONDAY)
    entry = Entry.objects.get(stream_id=SUBJECT, kind="subject_key_destroyed")
    assert entry.payload == {"reason": "保存期限届满"}
    with pytest.raises(KeyDestroyed):
        made_key()


@pytest.mark.django_db
def test_a_key_is_destroyed_once() -> None:
    made_key()
    destroy()

    with pytest.raises(KeyDestroyed):
        destroy()


def test_a_blind_index_finds_equal_values_of_one_column() -> None:
    one = blind_index(domain="party.id_number", value="230125199001010017")

    assert one == blind_index(domain="party.id_number", value="230125199001010017")
    assert one != blind_index(domain="party.id_number", value="230125199001010025")
    assert one != blind_index(domain="party.phone", value="230125199001010017")


def test_a_blind_index_needs_the_key_of_the_installation() -> None:
    here = blind_index(domain="party.id_number", value="1")

    with override_settings(SEALING_KEY="another installation"):
        assert blind_index(domain="party.id_number", value="1") != here


def test_domain_and_value_do_not_run_into_each_other() -> None:
    assert blind_index(domain="a", value="bc") != blind_index(domain="ab", value="c")
