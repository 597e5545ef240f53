"""事前公开·参数: every number of the law packs, with its source, for one place and side by side."""
