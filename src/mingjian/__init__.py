"""Mingjian (明鉴): a platform for administrative law enforcement (行政执法)."""
