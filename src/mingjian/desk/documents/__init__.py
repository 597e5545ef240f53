"""文书: a document as it is printed."""
