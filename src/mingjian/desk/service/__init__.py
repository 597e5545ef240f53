"""送达: the papers of a case that go out, addresses, what failed, receipts."""
