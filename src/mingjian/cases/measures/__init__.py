"""Coercive measures inside a case (行政强制措施): acts that do not move the case."""
