"""The database and the seals: rows never change, and a seal needs the approval of its bytes."""

from __future__ import annotations

import psycopg
import pytest
from django.db import IntegrityError, transaction

from mingjian.dossier.models import Document, Seal
from mingjian.seals.models import PublicSeal
from tests.dossier.make import record
from tests.dossier.test_sealing import a_decision, approve, seal

ATTACKS = [
    "UPDATE dossier_seal SET sealed_sha256 = repeat('a', 64)",
    "DELETE FROM dossier_seal",
    "UPDATE dossier_sealapproval SET pre_seal_sha256 = repeat('a', 64)",
    "DELETE FROM dossier_sealapproval",
    "UPDATE seals_publicseal SET title = '别的文书'",
    "DELETE FROM seals_publicseal",
]


@pytest.mark.parametrize("statement", ATTACKS)
def test_a_seal_is_never_changed(
    app_connection: psycopg.Connection[tuple[object, ...]], statement: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute(statement)


@pytest.mark.usefixtures("fresh_database")
def test_the_database_refuses_a_seal_on_bytes_that_nobody_approved() -> None:
    paper = a_decision()
    approve(paper)
    seal(paper)
    with pytest.raises(IntegrityError, match="seal_on_the_approved_bytes"):
        forge_a_seal(a_decision())


@transaction.atomic
def forge_a_seal(other: Document) -> None:
    """A seal row on another document, with the approval of the first."""
    public, real = PublicSeal.objects.get(), Seal.objects.get()
    public.sealed_sha256, public.lookup = "b" * 64, "c" * 64
    public.save(force_insert=True)
    record(other.subject_id)
    real.document, real.subject_id, real.sealed_sha256 = other, other.subject_id, "b" * 64
    real.save(force_insert=True)
