"""公示: what is due, the text that becomes public, its two approvals, publishing, taking down."""
