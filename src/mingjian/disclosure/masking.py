"""Masking (隐去): the redaction rules applied to the fields and texts of one decision.

Every step that changes something leaves a ``Withheld`` with the rule's words and source, for the
clerk, the two approvers and, in general words, the public.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.redaction import (
    HIDDEN,
    apply_action,
    hide_personal_numbers,
    replace_other_names,
)
from mingjian.law.redaction_rules import Action, RedactionRule, find_redaction_rule

_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
    "[A-HJ-NP-Z][·•.-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
)
_DONE = {
    Action.KEEP_FAMILY_NAME: "只保留姓氏",
    Action.REPLACE_OTHERS: "以“某A”“某B”代替",
    Action.MASK_MIDDLE: "隐去中间部分",
    Action.CUT_TO_COUNTY: "只保留到县级",
    Action.REPLACE_WITH_NOTE: "以“××”代替并注明",
    Action.REMOVE: "删去",
}


@dataclass(frozen=True)
class Withheld:
    """不公开的内容: which field, what was done, by which rule, where it is written."""

    field: str
    done: str
    rule: str
    cite: str


class Masking:
    """The rules over one decision; remembers what they withheld.

    ``passages``: exact texts to cover, by the element of the rule that covers them.
    """

    def __init__(
        self,
        *,
        rules: Sequence[RedactionRule],
        party_kind: PartyKind,
        party_name: str,
        address: str,
        representative: str,
        other_people: Sequence[str],
        passages: Mapping[str, Sequence[str]],
    ) -> None:
        self._rules = rules
        self._party_kind = party_kind
        self._party = party_name
        self._address = address
        self._representative = representative
        self._others = other_people
        self._passages = passages
        self._withheld: dict[Withheld, None] = {}
        self._always_absent()

    @property
    def withheld(self) -> tuple[Withheld, ...]:
        """Everything so far, without repetition."""
        return tuple(self._withheld)

    def notes(self) -> list[str]:
        """处理说明 for the public: which kinds of data were treated, never the data."""
        rules = dict.fromkeys(f"{each.rule}：{each.done}" for each in self._withheld)
        return list(rules)

    def party_name(self) -> str:
        """The party as the public reads it."""
        return self._field(self._party, self._name_element(), "行政相对人名称")

    def credit_code(self, code: str) -> str:
        """统一社会信用代码; persons have none."""
        if self._party_kind is PartyKind.PERSON:
            return ""
        return self._field(code, "organisation_identity", "统一社会信用代码")

    def representative(self, name: str) -> str:
        """法定代表人、负责人; the 经营者 of an individual business falls under its identity."""
        if self._party_kind is PartyKind.PERSON or not name:
            return ""
        element = (
            "legal_representative_name"
            if self._party_kind is PartyKind.ORGANISATION
            else "organisation_identity"
        )
        return self._field(name, element, "法定代表人（负责人）")

    def text(self, text: str, title: str) -> str:
        """Free text of the decision with everything covered that the rules and the clerk name."""
        text = self._home(text, title)
        for element, passages in self._passages.items():
            text = self._literals(text, passages, element, title)
        text = self._own_name(text, title)
        text = self._other_names(text, title)
        text = self._plates(text, title)
        hidden = hide_personal_numbers(text)
        if hidden != text:
            self._note(self._rule("contact"), title)
            self._note(self._rule("id_number"), title)
        return hidden

    def _field(self, value: str, element: str, title: str) -> str:
        rule = self._rule(element)
        shown = apply_action(action=rule.action, text=value)
        if shown != value:
            self._note(rule, title)
        return shown

    def _literals(self, text: str, passages: Sequence[str], element: str, title: str) -> str:
        for passage in sorted(filter(None, passages), key=len, reverse=True):
            if passage in text:
                rule = self._rule(element)
                text = text.replace(
                    passage, apply_action(action=rule.action, text=passage) or HIDDEN
                )
                self._note(rule, title)
        return text

    def _home(self, text: str, title: str) -> str:
        if self._party_kind is PartyKind.ORGANISATION or not self._address:
            return text
        return self._literals(text, [self._address], "home_address", title)

    def _other_names(self, text: str, title: str) -> str:
        """Cover the names of others, but not inside a name that is shown (张三 in 张三食品店)."""
        if not self._others:
            return text
        rule = self._rule("other_person_name")
        if rule.action is not Action.REPLACE_OTHERS:
            return self._literals(text, self._others, rule.element, title)
        shown = filter(None, [self.party_name(), self.representative(self._representative)])
        pieces = re.split("(" + "|".join(map(re.escape, shown)) + ")", text)
        covered = "".join(
            piece if place % 2 else replace_other_names(text=piece, names=self._others)
            for place, piece in enumerate(pieces)
        )
        if covered != text:
            self._note(rule, title)
        return covered

    def _own_name(self, text: str, title: str) -> str:
        shown = self.party_name()
        if shown == self._party or self._party not in text:
            return text
        self._note(self._rule(self._name_element()), title)
        return text.replace(self._party, shown)

    def _plates(self, text: str, title: str) -> str:
        # 号牌可能是任何人的：不论当事人是谁，都按自然人的规则处理。
        rule = find_redaction_rule(
            rules=self._rules, element="vehicle_plate", party_kind=PartyKind.PERSON.value
        )
        masked = _PLATE.sub(lambda found: apply_action(action=rule.action, text=found[0]), text)
        if masked != text:
            self._note(rule, title)
        return masked

    def _always_absent(self) -> None:
        """What the projection has no field for, said all the same: nobody need wonder."""
        if self._party_kind is not PartyKind.ORGANISATION:
            for element in ("id_number", "contact", "home_address"):
                rule = self._rule(element)
                self._withheld[Withheld(rule.title, "不公开", rule.title, str(rule.cite))] = None

    def _name_element(self) -> str:
        if self._party_kind is PartyKind.PERSON:
            return "penalised_person_name"
        return "organisation_identity"

    def _rule(self, element: str) -> RedactionRule:
        return find_redaction_rule(
            rules=self._rules, element=element, party_kind=self._party_kind.value
        )

    def _note(self, rule: RedactionRule, title: str) -> None:
        done = _DONE.get(rule.action, "不公开")
        self._withheld[Withheld(title, done, rule.title, str(rule.cite))] = None
