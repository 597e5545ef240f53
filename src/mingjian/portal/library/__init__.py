"""事前公开·依据: statutes, provisions and discretion benchmarks, from the law packs."""
