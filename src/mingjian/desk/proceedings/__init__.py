"""Desk room: proceedings inside a case (附随程序)."""
