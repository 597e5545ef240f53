"""司法机关移送 as data: received with its letter, answered (处罚法 art. 27)."""

from __future__ import annotations

from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings import rules_justice as justice
from mingjian.law.proceedings.lines import (
    HANDED,
    KIND,
    MOVE,
    OFFICER,
    Table,
    line,
)

_ALWAYS = (common.apl43_actor_is_not_recused, justice.apl42_officer_of_the_case_if_any)

FROM_JUSTICE: Table = {
    MOVE.RECEIVE_FROM_JUSTICE: line(
        KIND.FROM_JUSTICE,
        OFFICER,
        rules=(
            *_ALWAYS,
            common.apl57_case_is_undecided,
            justice.apl27_received_once,
            justice.apl27_not_referred_by_us,
        ),
        details=(
            common.apl47_reasons_are_written,
            justice.apl27_received_day_is_possible,
            justice.apl27_sender_is_named,
            justice.apl27_letter_is_named,
            justice.apl27_ground_is_chosen,
            justice.apl27_answer_day_is_possible,
        ),
    ),
    MOVE.ANSWER_JUSTICE: line(
        KIND.FROM_JUSTICE,
        OFFICER,
        *(MOVE.RECEIVE_FROM_JUSTICE, MOVE.ANSWER_JUSTICE),
        rules=(*_ALWAYS, justice.apl27_result_told_once),
        details=(*HANDED, justice.apl27_reply_is_chosen, justice.apl27_result_is_there),
    ),
}
