"""Desk room: coercive measures of a case (强制措施)."""
