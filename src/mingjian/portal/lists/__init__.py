"""事前公开·清单: the standing lists of an agency, their versions, differences and window boards."""
