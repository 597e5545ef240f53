"""印章: the seal on a document, the authority behind it, and how anybody checks it."""
