"""The summary procedure (简易程序): one act decides and serves on the spot; then money, filing."""
