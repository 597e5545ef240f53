"""Measurements (``make bench NAME=…``): each against its limits, in one run, alternated."""
