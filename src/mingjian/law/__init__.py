"""The law (法): what would be true with no computer. Pure: no framework, no clock, only packs."""
