"""Registers (名录): agencies, officers and credentials, parties, enforcement items, law packs."""
