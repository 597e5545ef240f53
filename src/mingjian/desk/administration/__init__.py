"""系统管理: the three administrators (三员), each with pages of their own and no others."""
