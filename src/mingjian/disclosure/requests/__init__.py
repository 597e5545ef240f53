"""Requests about publications (公示申请)."""
