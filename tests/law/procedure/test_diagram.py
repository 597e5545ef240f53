"""The page drawn from the table."""

from pathlib import Path

from mingjian.law.procedure import TABLE, Move, State, diagram
from mingjian.law.procedure.diagram import render_diagram, render_procedure, rules_of

PAGE = Path(__file__).parents[3] / "docs" / "procedure-ordinary-penalty.md"


def test_the_page_in_docs_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == render_procedure(), (
        "run: python -m mingjian.law.procedure.diagram docs/procedure-ordinary-penalty.md"
    )


def test_the_diagram_shows_every_state_and_every_move_that_changes_one():
    drawn = render_diagram()

    assert all(f'state "{state.title}" as {state.value}' in drawn for state in State)
    assert "    [*] --> registered : 登记案源" in drawn
    assert "    served --> performed : 登记缴款（缴清且无其他待履行内容）" in drawn
    assert "    closed --> [*]" in drawn
    assert Move.ADD_EVIDENCE.title not in drawn


def test_the_page_lists_every_rule_with_its_sentence_and_its_uses():
    page = render_procedure()

    for rule in rules_of(TABLE):
        assert page.count(f'<a id="{rule.__name__}"></a>') == 1
        assert (rule.__doc__ or "").strip() in page
    assert "作出决定（提示）" in page


def test_rules_of_every_act_are_not_repeated_in_the_rows():
    (row,) = [line for line in render_procedure().splitlines() if line.startswith("| 登记案源 |")]

    assert "APL" not in row


def test_the_page_is_written_to_the_file_named_on_the_command_line(tmp_path, monkeypatch):
    target = tmp_path / "page.md"
    monkeypatch.setattr("sys.argv", ["diagram", str(target)])

    diagram.main()

    assert target.read_text(encoding="utf-8") == render_procedure()
