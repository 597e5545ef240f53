"""Standing lists (事前公开的清单): what each must say, which rules are rows, when it is stale."""
