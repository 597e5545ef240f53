"""Requests about publications."""
