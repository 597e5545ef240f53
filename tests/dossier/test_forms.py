"""The form of a paper: named in the paper, fingerprinted, and set again as it was set first."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from mingjian.dossier.documents import Issuer
from mingjian.dossier.forms import fingerprint_of, made_in
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.looks import FIRST, FOLDER, look_for, looks, template_for
from mingjian.dossier.pdf import order_for
from mingjian.law.document_forms import Form, form_of, form_of_kind, wordings
from tests.dossier.make import AGENCY, ISSUER, MONDAY, make_paper
from tests.write_wordings import TARGET, wordings_text

MARKET = Issuer(AGENCY, ISSUER.name, ISSUER.number_prefix, "binxian", "market")


def the_notice() -> Form:
    return form_of(key="CF37", pack="binxian", line="market", on=MONDAY)


def test_no_template_of_a_look_was_ever_changed() -> None:
    """A look in use is not edited: copy its folder, change the copy, and list it as the next."""
    for look in looks().values():
        found = {
            name: hashlib.sha256((FOLDER / look.template(name)).read_bytes()).hexdigest()
            for name in look.files
        }

        assert found == look.files


def test_the_manifest_of_words_is_current() -> None:
    """Run ``python -m tests.write_wordings`` after a sentence of a paper was changed."""
    assert TARGET.read_text(encoding="utf-8") == wordings_text()


def test_every_paper_of_an_act_has_its_title_in_the_manifest() -> None:
    assert {kind.value: kind.title for kind in DocumentKind} == {
        one.kind: one.title for one in wordings().values()
    }


@pytest.mark.django_db
def test_a_paper_names_the_form_it_was_made_in() -> None:
    form, content = the_notice(), {"addressee": "样板公司"}
    paper = make_paper(DocumentKind.PENALTY_NOTICE, issuer=MARKET, **content)

    assert (paper.title, paper.content["title"]) == ("行政处罚告知书", "行政处罚告知书")
    assert paper.content["form"] == {
        "id": "market-2021-notice",
        "key": "CF37",
        "look": FIRST,
        "fingerprint": fingerprint_of(form, on=MONDAY),
    }


@pytest.mark.django_db
def test_an_old_paper_is_set_in_its_own_look_and_one_from_before_looks_in_the_first() -> None:
    paper = make_paper(DocumentKind.PENALTY_NOTICE)
    named = order_for(paper)
    del paper.content["form"]

    assert named.template == order_for(paper).template == "official.typ"
    assert template_for({"form": {"look": FIRST}}, "official.typ") == "official.typ"
    with pytest.raises(KeyError):
        template_for({"form": {"look": "no such look"}}, "official.typ")


def test_the_day_chooses_the_look() -> None:
    assert look_for(on=date(1990, 1, 1)).id == FIRST
    assert look_for(on=MONDAY) == list(looks().values())[-1]


def test_a_changed_word_a_changed_column_and_another_title_are_each_another_form() -> None:
    form = the_notice()
    assert form.wording is not None
    assert form.variant is not None
    assert form.national is not None
    others = [
        replace(form, wording=replace(form.wording, digest="0" * 64)),
        replace(form, variant=replace(form.variant, title="告知书")),
        replace(form, variant=None),
        replace(form, national=replace(form.national, text=())),
    ]

    found = {fingerprint_of(one, on=MONDAY) for one in (form, *others)}

    assert len(found) == 5
    assert fingerprint_of(the_notice(), on=MONDAY) == fingerprint_of(form, on=MONDAY)


def test_the_number_of_a_paper_does_not_make_it_another_form() -> None:
    form = form_of_kind(kind="demand", pack="binxian", line="market", on=MONDAY)

    one = made_in({"addressee": "甲"}, form, on=MONDAY)
    other = made_in({"addressee": "乙"}, form, on=MONDAY)

    assert one["form"] == other["form"]
