"""A form page has one status for each state of its form."""

from __future__ import annotations

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.web.forms import PlainForm

pytestmark = pytest.mark.django_db
CONTEXT = {"title": "登记", "back_url": "/", "back_label": "返回"}


class NameForm(PlainForm):
    name = forms.CharField(label="姓名")


def status_of(form: NameForm, *breaches: Breach) -> int:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    page = form_page(request, "desk/registry/form.html", CONTEXT, form=form, breaches=breaches)
    return page.status_code


def test_an_empty_form_is_a_page() -> None:
    assert status_of(NameForm()) == 200


def test_a_malformed_form_is_unprocessable() -> None:
    assert status_of(NameForm({"name": ""})) == 422


def test_a_refused_form_is_a_conflict() -> None:
    breach = Breach("X", "不能登记", None, "请核对。")

    assert status_of(NameForm({"name": "张三"}), breach) == 409
