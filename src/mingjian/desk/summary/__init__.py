"""当场处罚: one short screen on the spot, the page of what was decided, money and filing."""
