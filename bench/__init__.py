"""Measurements (``make bench NAME=…``): ours and peers or limits, in one run, alternated."""
