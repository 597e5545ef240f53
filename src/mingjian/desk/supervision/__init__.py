"""监督: how the agencies of a division handle their cases; reading only."""
