"""The law (法): what would be true with no computer. Pure: no Django, no clock, no I/O but its packs."""
