"""The public site (公示平台): search and read what was published."""
