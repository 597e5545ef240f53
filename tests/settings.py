"""Test settings: the product's own, on an embedded cluster started once for all workers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import psycopg

from mingjian.ops.postgres import use_database

_FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "test"
os.environ.setdefault("MINGJIAN_SECRET_KEY", "tests-only-not-a-secret")
os.environ.setdefault("MINGJIAN_SEALING_KEY", "tests-only-not-a-secret-either")
os.environ.setdefault("MINGJIAN_DATA_DIR", tempfile.mkdtemp(prefix="mingjian-test-"))
os.environ.setdefault("MINGJIAN_INSECURE_HTTP", "1")
# Tests create and drop databases, so this process connects as the owner; what the application role
# may do is tested over connections of its own (fixture app_connection).
os.environ["MINGJIAN_SITE"] = os.environ.get("MINGJIAN_TEST_SITE", "owner")
SERVER = use_database(_FOLDER)
if SERVER is not None:
    # Workers of pytest-xdist inherit the URLs; this tells them whose cluster it is.
    os.environ["MINGJIAN_TEST_EMBEDDED"] = "1"
if SERVER is not None:
    # Nothing in the test cluster is worth waiting for the disk.
    with psycopg.connect(SERVER.url("postgres", "postgres"), autocommit=True) as superuser:
        superuser.execute("ALTER SYSTEM SET fsync = off")
        superuser.execute("SELECT pg_reload_conf()")

from mingjian.config.settings import *  # noqa: E402, F403

# Argon2 costs 0.1 s a login on purpose; tests log in thousands of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
