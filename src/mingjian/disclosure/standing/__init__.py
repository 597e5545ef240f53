"""Standing lists (事前公开): drafted, reviewed by another person, published, versioned, watched."""
