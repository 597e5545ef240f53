"""事前公开·程序: the ordinary procedure, drawn from the very table that decides cases."""
