"""The dossier (案卷): documents and their numbers, service (送达)."""
