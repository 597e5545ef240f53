"""WSGI entry point of both sites; MINGJIAN_SITE says which one this process serves."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.config.settings")
application = get_wsgi_application()
