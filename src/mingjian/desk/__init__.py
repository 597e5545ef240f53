"""The staff site (工作台): a folder per room."""
