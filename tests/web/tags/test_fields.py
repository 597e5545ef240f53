"""Forms on the page: label, hint with article, unit, and errors that lead to their field."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from mingjian.law.citation import Citation
from mingjian.web.forms import PlainForm, YuanField

Draw = Callable[..., str]


class FineForm(PlainForm):
    units = {"fine": "元"}
    cites = {"fine": Citation("行政处罚法", "9")}
    widths = {"fine": "short"}
    legends = {"处罚": ("fine",)}

    fine = YuanField(label="罚款金额", help_text="以人民币计。")
    kind = forms.ChoiceField(label="种类", choices=[("1", "罚款")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_has_label_hint_article_and_unit(draw: Draw):
    drawn = draw("{% form_fields f %}", f=FineForm())

    for phrase in (
        '<label class="field-label" for="id_fine">罚款金额',
        "以人民币计。",
        "《行政处罚法》第九条",
        '<span class="field-unit">元</span>',
        "field--short",
    ):
        assert phrase in drawn


def test_the_hint_is_read_with_the_field(draw: Draw):
    drawn = draw("{% form_fields f %}", f=FineForm())

    assert 'aria-describedby="id_fine_helptext"' in drawn
    assert 'id="id_fine_helptext"' in drawn


def test_choices_are_a_group_with_a_legend(draw: Draw):
    assert '<legend class="field-label">种类' in draw("{% form_fields f %}", f=FineForm())


def test_what_may_stay_empty_says_so(draw: Draw):
    drawn = draw("{% form_field f.note %}", f=FineForm())

    assert "选填" in drawn


def test_a_legend_groups_its_fields_and_hidden_fields_are_kept(draw: Draw):
    drawn = draw("{% form_fields f %}", f=FineForm())

    assert '<h2 class="form-legend">处罚</h2>' in drawn
    assert 'type="hidden" name="token"' in drawn


def test_the_summary_leads_to_each_field(draw: Draw):
    drawn = draw("{% form_fields f %}", f=FineForm({}))

    assert "还有 2 处需要更正" in drawn
    assert '<a href="#id_fine">请填写罚款金额。</a>' in drawn
    assert '<a href="#id_kind_0">请选择种类。</a>' in drawn


def test_the_error_stands_at_its_field_and_is_read_with_it(draw: Draw):
    drawn = draw("{% form_field f.fine %}", f=FineForm({}))

    assert 'id="id_fine_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_a_form_without_mistakes_has_no_summary(draw: Draw):
    assert draw("{% error_summary f %}", f=FineForm()).strip() == ""


def test_what_was_typed_is_kept_and_escaped(draw: Draw):
    drawn = draw("{% form_field f.note %}", f=FineForm({"note": '"><script>'}))

    assert "<script>" not in drawn
    assert "&quot;&gt;&lt;script&gt;" in drawn
