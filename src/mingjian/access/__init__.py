"""Accounts and access (账号权限): users, roles, scopes, sessions, the default-deny gate."""
