"""Measurements against peers (``make bench NAME=…``): one run, alternated, medians."""
