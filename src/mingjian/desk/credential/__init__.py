"""亮证: the officer's own credential as a code that a citizen can scan."""
