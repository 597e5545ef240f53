"""Search engine (检索引擎): bitmaps of character pairs over documents numbered newest first.

Pure: knows files and numbers, no database and no framework. What it holds can be built again from
the public records at any time.
"""
