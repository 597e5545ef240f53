"""案卷评查: campaigns, draw, scoring, results; for supervisors and the agencies appraised."""
