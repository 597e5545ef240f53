"""归档: cases to be filed, dossiers, borrowing, retention."""
