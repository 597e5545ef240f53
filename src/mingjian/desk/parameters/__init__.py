"""法律依据: the law book in force, value by value, with source, origin and quality."""
