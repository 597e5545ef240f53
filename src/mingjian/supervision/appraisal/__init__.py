"""Dossier appraisal (案卷评查): campaign, draw, scores, finding, appeal, result."""
