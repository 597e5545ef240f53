"""Requests about publications on the portal (公示申请)."""
