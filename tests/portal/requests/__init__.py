"""Requests on the portal."""
