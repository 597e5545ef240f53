"""Settings, URLs and the WSGI entry points."""
