"""怎样核验: the public log in figures, and how a stranger checks it."""
