"""案件: list, lead form, case page, the forms of every legal act."""
