"""Open formats that need more than the standard library."""
