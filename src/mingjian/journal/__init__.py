"""The whole-process record (全过程记录): append-only entries, one hash chain per stream."""
