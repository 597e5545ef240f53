"""证据与音像: files that prove, from the first byte received to the vault."""
