"""Disclosure (公示): projections, approvals, publication, withdrawal, search."""
