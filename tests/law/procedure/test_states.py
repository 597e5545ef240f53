"""States and stages."""

from mingjian.law.procedure import Stage, State


def test_the_final_states_are_known():
    assert [state.title for state in State if state.is_final] == ["不予立案", "已结案", "已撤案"]


def test_the_stages_stand_in_the_order_of_the_law():
    titles = [stage.title for stage in Stage]

    assert titles == ["立案", "调查", "审核", "告知", "听证", "决定", "送达", "执行", "结案"]
