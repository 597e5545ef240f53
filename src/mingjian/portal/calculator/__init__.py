"""裁量计算器: what a violation may cost, by the very function that the desk uses."""
