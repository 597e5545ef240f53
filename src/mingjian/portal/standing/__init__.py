"""事前公开·主体: the agencies that enforce, with powers, addresses and remedies."""
