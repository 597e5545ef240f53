"""The names of the mock pages, readable without Django."""

NAMES = [
    "portal-home",
    "portal-list",
    "portal-decision",
    "desk-todo",
    "desk-case",
    "desk-form",
    "desk-review",
    "desk-publish",
    "desk-refused",
    "login",
    "error-404",
    "error-410",
    "error-500",
]
