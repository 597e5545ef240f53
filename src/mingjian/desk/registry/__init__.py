"""名录: agencies and their powers, officers and credentials, parties, enforcement items."""
