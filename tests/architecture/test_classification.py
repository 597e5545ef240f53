"""Every field of every table is classified, and personal ones are protected as their class asks."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from mingjian.journal.classification import Classification
from mingjian.journal.guards import CompositeForeignKey

MODELS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("mingjian.")
    for model in config.get_models(include_auto_created=True)
]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


@each_model
def test_every_field_has_a_classification(model: type[models.Model]) -> None:
    classified = getattr(model, "classification", {})
    fields = {field.name for field in model._meta.concrete_fields}

    assert fields - set(classified) == set(), "fields without a classification"
    assert set(classified) - fields == set(), "classified, but no field"


@each_model
def test_a_classification_is_one_of_the_five(model: type[models.Model]) -> None:
    values = getattr(model, "classification", {}).values()

    assert all(isinstance(value, Classification) for value in values)


@each_model
def test_text_is_never_null_but_in_a_composite_key(model: type[models.Model]) -> None:
    """Null in a composite key says that there is no such row; anywhere else "" says it."""
    keys = [it for it in model._meta.constraints if isinstance(it, CompositeForeignKey)]
    texts = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.null
    }

    assert texts - {name for key in keys for name in key.fields} == set()


@each_model
def test_a_table_has_no_order_of_its_own(model: type[models.Model]) -> None:
    assert list(model._meta.ordering or []) == []


def test_there_are_tables_to_look_at() -> None:
    assert {"journal.Entry", "access.User", "registry.Party"} <= {
        model._meta.label for model in MODELS
    }
