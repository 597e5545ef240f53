"""Forms of the legal acts, by stage: they check shape, the law checks legality."""
