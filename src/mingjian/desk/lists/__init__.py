"""事前清单: the agency's standing lists, edited here, reviewed by another person, published."""
