"""Settings for looking at pages: the parts and the mocks, no database, the product's own CSP."""

from __future__ import annotations

from pathlib import Path

SECRET_KEY = "for looking only"  # serves mocks on loopback
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
ROOT_URLCONF = "tests.web.gallery_urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "django_htmx", "mingjian.web"]
MIDDLEWARE = ["tests.web.gallery_urls.csp_middleware", "django.middleware.csrf.CsrfViewMiddleware"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [Path(__file__).parent / "mock_templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
            ],
            "builtins": ["mingjian.web.templatetags.mingjian"],
        },
    }
]
DATABASES: dict[str, object] = {}
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
PORTAL_URL = "http://127.0.0.1:8000"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
