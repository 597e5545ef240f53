"""应用接口: cases as JSON for the agency's own programs; same permissions, same acts."""
