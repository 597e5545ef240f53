"""Django settings. What an operator may change comes from the environment: docs/operating.md."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from mingjian.config.database import database_for_site
from mingjian.config.evidence import vault_stores
from mingjian.config.secrets import read_or_make_secret

SITE = os.environ.get("MINGJIAN_SITE", "desk")
DATA_DIR = Path(os.environ.get("MINGJIAN_DATA_DIR", ".data")).resolve()
DEBUG = os.environ.get("MINGJIAN_DEBUG") == "1"
# Plain HTTP is for the demo on loopback only; cookies are then not marked Secure.
SECURE = os.environ.get("MINGJIAN_INSECURE_HTTP") != "1"
SECRET_KEY = read_or_make_secret("MINGJIAN_SECRET_KEY", DATA_DIR / "keys" / "django.key")
# Wraps the data keys of sealed personal fields; losing it loses them.
SEALING_KEY = read_or_make_secret("MINGJIAN_SEALING_KEY", DATA_DIR / "keys" / "sealing.key")
# 印章: the test authority's keys; roots that are believed; sealed files, never overwritten.
SEAL_PROVIDER = os.environ.get("MINGJIAN_SEAL_PROVIDER", "mingjian.seals.installed.built_in")
SEAL_KEY_DIR = DATA_DIR / "keys" / "seals"
SEAL_TRUST_DIR = DATA_DIR / "seals" / "trust"
SEALED_FILES_DIR = DATA_DIR / "seals" / "files"
# 打印批次的文件，几天后清除。
PRINT_DIR = DATA_DIR / "prints"
# 归档：归档信息包 and the papers in them.
ARCHIVE_DIR = DATA_DIR / "archive"
ALLOWED_HOSTS = os.environ.get("MINGJIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("MINGJIAN_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "procrastinate.contrib.django",
    "mingjian.journal",
    "mingjian.ledger",
    "mingjian.seals",
    "mingjian.access",
    "mingjian.registry",
    "mingjian.evidence",
    "mingjian.dossier",
    "mingjian.cases",
    "mingjian.disclosure",
    "mingjian.supervision",
    "mingjian.archive",
    "mingjian.web",
    "mingjian.portal",
    "mingjian.party",
    "mingjian.desk",
    "mingjian.ops",
]

_COMMON_MIDDLEWARE = [
    "mingjian.access.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]
_DESK_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "mingjian.access.sessions.AccountMiddleware",
    "mingjian.access.sessions.SessionLifetimeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mingjian.access.gate.EndpointGateMiddleware",
    "mingjian.desk.drafts.handing_in.DropHandedInDrafts",
    "axes.middleware.AxesMiddleware",
]
# 公示节点: a portal that follows an origin; its follower keeps the state beside the data.
IS_NODE = os.environ.get("MINGJIAN_NODE") == "1"
NODE_FOLDER = DATA_DIR
_PORTAL_MIDDLEWARE = [
    "mingjian.portal.packing.PackingMiddleware",
    "django.middleware.common.CommonMiddleware",
    "mingjian.portal.node.NodeMiddleware",
    "mingjian.access.gate.PublicOnlyMiddleware",
]
_PARTY_MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "mingjian.access.gate.PartyOnlyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
_MIDDLEWARE_OF_SITE = {"portal": _PORTAL_MIDDLEWARE, "party": _PARTY_MIDDLEWARE}
MIDDLEWARE = _COMMON_MIDDLEWARE + _MIDDLEWARE_OF_SITE.get(SITE, _DESK_MIDDLEWARE)
# 只在工作台登录，别处没有要防猜的密码。
SILENCED_SYSTEM_CHECKS = ["axes.W002"] if SITE in _MIDDLEWARE_OF_SITE else []

_URLS_OF_SITE = {"portal": "mingjian.config.urls_portal", "party": "mingjian.config.urls_party"}
ROOT_URLCONF = _URLS_OF_SITE.get(SITE, "mingjian.config.urls_desk")
WSGI_APPLICATION = "mingjian.config.wsgi.application"

_DESK_CONTEXT = [
    "django.template.context_processors.csrf",
    "django.contrib.messages.context_processors.messages",
    "mingjian.desk.context.desk_context",
]
_PORTAL_CONTEXT = ["mingjian.portal.context.portal_context"]
_PARTY_CONTEXT = ["django.template.context_processors.csrf"]
_CONTEXT_OF_SITE = {"portal": _PORTAL_CONTEXT, "party": _PARTY_CONTEXT}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *_CONTEXT_OF_SITE.get(SITE, _DESK_CONTEXT),
            ],
            "builtins": ["mingjian.web.templatetags.mingjian"],
        },
    }
]

DATABASES = {"default": database_for_site(SITE)}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "mingjian.access.login.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mingjian.access.passwords.LongEnoughValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
]
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:todo"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "mingjian.desk.account.views.locked_out"
AXES_ENABLE_ADMIN = False
AXES_RESET_ON_SUCCESS = True

SESSION_ENGINE = "mingjian.access.session_store"
SESSION_COOKIE_NAME = "__Host-mingjian" if SECURE else "mingjian"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 15 * 60
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "mingjian.web.errors.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = SECURE and os.environ.get("MINGJIAN_TLS_AT_PROXY") != "1"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Django 6's setting name, so that moving to it is a deletion.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
# Files are served from the packages themselves; nothing needs collecting for one box.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

PORTAL_URL = os.environ.get("MINGJIAN_PORTAL_URL", "http://127.0.0.1:8000")
PARTY_URL = os.environ.get("MINGJIAN_PARTY_URL", "http://127.0.0.1:8002")
DESK_URL = os.environ.get("MINGJIAN_DESK_URL", "http://127.0.0.1:8001")

# 网站标识: who runs the site, and what a government site must carry in its footer.
MINGJIAN_OWNER = os.environ.get("MINGJIAN_OWNER", "")
MINGJIAN_PORTAL_NAME = os.environ.get("MINGJIAN_PORTAL_NAME", "")
MINGJIAN_DIVISION_NAME = os.environ.get("MINGJIAN_DIVISION_NAME", "")
MINGJIAN_CONTACT = os.environ.get("MINGJIAN_CONTACT", "")
MINGJIAN_SITE_CODE = os.environ.get("MINGJIAN_SITE_CODE", "")
MINGJIAN_ICP = os.environ.get("MINGJIAN_ICP", "")
MINGJIAN_POLICE_FILING = os.environ.get("MINGJIAN_POLICE_FILING", "")
MINGJIAN_DATA_LICENCE = os.environ.get("MINGJIAN_DATA_LICENCE", "")
MINGJIAN_DATA_LICENCE_URL = os.environ.get("MINGJIAN_DATA_LICENCE_URL", "")

# 检索索引: what a portal node builds of the public records; it can be built again at any time.
SEARCH_FOLDER = DATA_DIR / "search"

# 开放数据: one generation of files at a time; it can be made again at any time.
OPEN_DATA_FOLDER = DATA_DIR / "open"

# The public log: its files, its key, and the name it signs under (kept in the key from then on).
LOG_FOLDER = DATA_DIR / "log"
LOG_KEY_FILE = DATA_DIR / "keys" / "log.key"
LOG_ORIGIN = os.environ.get("MINGJIAN_LOG_ORIGIN", f"{urlsplit(PORTAL_URL).netloc}/log")
LOG_WITNESSES_NEEDED = int(os.environ.get("MINGJIAN_LOG_WITNESSES_NEEDED", "0"))

# 证据与音像: the spool, the stores that each hold every file, the key of the receipts.
EVIDENCE_FOLDER = DATA_DIR / "evidence"
EVIDENCE_STORES = vault_stores(os.environ, EVIDENCE_FOLDER)
EVIDENCE_IMMUTABLE = os.environ.get("MINGJIAN_VAULT_IMMUTABLE") == "1"
EVIDENCE_KEY_FILE = DATA_DIR / "keys" / "evidence.key"
EVIDENCE_ORIGIN = f"{urlsplit(PORTAL_URL).netloc}/evidence"
EVIDENCE_LARGEST = int(os.environ.get("MINGJIAN_EVIDENCE_LARGEST_GB", "20")) * 10**9
EVIDENCE_FREE = int(os.environ.get("MINGJIAN_EVIDENCE_FREE_GB", "1")) * 10**9

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
