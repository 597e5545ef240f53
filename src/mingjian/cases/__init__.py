"""Cases (案件): one module per legal act of the penalty procedure."""
