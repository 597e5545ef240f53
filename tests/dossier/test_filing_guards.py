"""A filing of forms stands in the record, and nobody changes it afterwards."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mingjian.dossier.models import FormFiling
from mingjian.journal.ids import new_id
from mingjian.law.violations import Line
from tests.dossier.test_filings import TODAY, file_forms, used
from tests.registry.make import MONDAY, make_agency


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossier_formfiling SET filing_number = '改'",
        "UPDATE dossier_formfiling SET corrects_id = id, reason = '改', is_annulled = true",
        "DELETE FROM dossier_formfiling",
    ],
)
def test_a_filing_is_never_changed(
    app_connection: psycopg.Connection[tuple[object, ...]], statement: str
) -> None:
    agency = make_agency(lines=[Line.MARKET])
    file_forms(agency, used(agency))

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute(statement)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.usefixtures("fresh_database")
def test_a_filing_without_an_entry_is_refused_at_commit() -> None:
    agency = make_agency(lines=[Line.MARKET])
    row = FormFiling(
        agency_id=agency.id,
        form_key="CF37",
        form_id="national",
        title="行政处罚告知书",
        fingerprint="1" * 64,
        valid_from=TODAY,
        filed_on=TODAY,
        filed_with="测试县司法局",
        recorded_on=TODAY,
        recorded_at=MONDAY,
        recorded_by_person_id=new_id(),
        recorded_by_name="李四",
    )

    with pytest.raises(DatabaseError, match="without a journal entry"), transaction.atomic():
        row.save(force_insert=True)
