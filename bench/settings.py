"""Settings of the measurements: no database, keys and files in a folder that goes away."""

from __future__ import annotations

import tempfile

INSTALLED_APPS = ["mingjian.journal", "mingjian.ledger", "mingjian.seals", "mingjian.dossier"]
DATABASES: dict[str, object] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
_FOLDER = tempfile.mkdtemp(prefix="mingjian-bench-")
SEAL_KEY_DIR, SEAL_TRUST_DIR = f"{_FOLDER}/keys", f"{_FOLDER}/trust"
SEALED_FILES_DIR = f"{_FOLDER}/files"
SEAL_PROVIDER = "mingjian.seals.installed.built_in"
