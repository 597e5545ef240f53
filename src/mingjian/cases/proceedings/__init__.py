"""Proceedings inside a case (附随程序): one way to take every step, and its papers."""
