"""Redaction rules: every kind of data has one, or it is not published."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.lawbook import load_lawbook
from mingjian.law.redaction_rules import (
    STRICTNESS,
    Action,
    PartyScope,
    UnknownRedactionRule,
    find_redaction_rule,
)

RULES = load_lawbook("binxian").redaction_rules(on=date(2026, 11, 22))

# element, kind of party → what the public sees
DUE = [
    ("penalised_person_name", "person", Action.SHOW),
    ("decision_on_minor", "person", Action.WITHHOLD),
    ("id_number", "person", Action.REMOVE),
    ("id_number", "individual_business", Action.REMOVE),
    ("home_address", "person", Action.CUT_TO_COUNTY),
    ("home_address", "individual_business", Action.CUT_TO_COUNTY),
    ("contact", "organisation", Action.REMOVE),
    ("bank_account", "organisation", Action.REMOVE),
    ("sensitive_information", "person", Action.REMOVE),
    ("vehicle_plate", "person", Action.MASK_MIDDLE),
    ("other_person_name", "organisation", Action.REPLACE_OTHERS),
    ("reporter_name", "person", Action.REMOVE),
    ("legal_representative_name", "organisation", Action.SHOW),
    ("officer_name", "person", Action.SHOW),
    ("officer_private", "person", Action.REMOVE),
    ("organisation_identity", "organisation", Action.SHOW),
    ("organisation_identity", "individual_business", Action.SHOW),
    ("trade_secret", "organisation", Action.REPLACE_WITH_NOTE),
    ("state_secret", "organisation", Action.REFUSE),
    ("imagery", "person", Action.BLUR),
    ("process_record", "person", Action.WITHHOLD),
    ("bulk_access", "person", Action.LIMIT),
    ("withdrawn_publication", "person", Action.LEAVE_NOTICE),
    ("file_metadata", "person", Action.STRIP),
    ("warning_only_decision", "organisation", Action.WITHHOLD),
    ("summary_decision", "organisation", Action.WITHHOLD),
]


@pytest.mark.parametrize(("element", "party_kind", "action"), DUE)
def test_the_public_sees_what_the_rule_says(element: str, party_kind: str, action: Action) -> None:
    rule = find_redaction_rule(rules=RULES, element=element, party_kind=party_kind)

    assert rule.action is action
    assert rule.internal


def test_every_rule_is_tried() -> None:
    assert {rule.element for rule in RULES} == {element for element, _, _ in DUE}


def test_all_rows_of_the_policy_are_stated() -> None:
    rows = {rule.id.rstrip("ab") for rule in RULES}

    assert rows >= {f"RED-{number:02}" for number in range(1, 22)}


def test_data_without_a_rule_is_refused() -> None:
    with pytest.raises(
        UnknownRedactionRule, match="no redaction rule for 'blood_type' of 'person'"
    ):
        find_redaction_rule(rules=RULES, element="blood_type", party_kind="person")


def test_an_organisation_has_no_home() -> None:
    with pytest.raises(UnknownRedactionRule):
        find_redaction_rule(rules=RULES, element="home_address", party_kind="organisation")


def test_the_rule_for_this_party_comes_before_the_rule_for_any() -> None:
    [general] = [rule for rule in RULES if rule.element == "contact"]
    own = type(general)(
        **{**vars(general), "party_kind": PartyScope.PERSON, "action": Action.WITHHOLD}
    )

    found = find_redaction_rule(rules=(general, own), element="contact", party_kind="person")

    assert found is own


def test_every_action_has_a_strictness() -> None:
    assert STRICTNESS.keys() == set(Action)
