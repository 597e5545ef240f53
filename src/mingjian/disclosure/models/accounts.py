"""The account of numbers (文号使用公开账): what became of every decision number, year by year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.journal.classification import PUBLIC
from mingjian.journal.guards import FrozenFields, NoDelete, RowRule

# 账上的发号数就是文号簿的最后一号：少报一号，数据库不收。
_COUNTS_EVERY_NUMBER = """
BEGIN
  IF NEW.issued IS DISTINCT FROM (
    SELECT last_serial FROM dossier_numberbook b
    WHERE b.id = NEW.book AND b.kind = NEW.mark AND b.year = NEW.year
  ) THEN
    RAISE EXCEPTION 'account of % % does not count every number', NEW.mark, NEW.year
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_counts_every_number';
  END IF;
  RETURN NEW;
END
"""
FIGURES = ("issued", "published", "withheld", "voided", "waiting", "overdue", "other")


class NumberAccount(models.Model):
    """文号使用公开账 of one number book (agency, kind, year).

    ``withheld_by``: [title of the ground, count] each; ``other``: numbers of decisions that no
    duty to publish arises from, or that nothing in the register explains. ``version`` counts its
    statements in the public log.
    """

    public_table = True

    book = models.UUIDField(primary_key=True)
    agency_name = models.CharField(max_length=120)
    mark = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    issued = models.PositiveIntegerField()
    published = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    withheld_by = models.JSONField(default=list)
    voided = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    other = models.PositiveIntegerField()
    counted_on = models.DateField()
    version = models.PositiveSmallIntegerField(default=0)

    classification = dict.fromkeys(
        ["book", "agency_name", "mark", "year", *FIGURES, "withheld_by", "counted_on", "version"],
        PUBLIC,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_adds_up",
                condition=Q(
                    issued=F("published")
                    + F("withheld")
                    + F("voided")
                    + F("waiting")
                    + F("overdue")
                    + F("other")
                ),
            ),
            RowRule(
                name="account_counts_every_number",
                body=_COUNTS_EVERY_NUMBER,
                when="BEFORE INSERT OR UPDATE",
            ),
            FrozenFields(name="account_frozen", fields=["book", "mark", "year"]),
            NoDelete(name="account_stays"),
        ]
