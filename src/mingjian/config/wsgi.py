"""WSGI entry point of both sites; MINGJIAN_SITE says which one this process serves."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.config.settings")
application = get_wsgi_application()
# A node asks first whether it may answer at all.
if settings.SITE == "portal" and not settings.IS_NODE:
    # Named, not imported above: models can be loaded only now.
    application = import_string("mingjian.portal.decisions.quick.answer_quickly")(application)
