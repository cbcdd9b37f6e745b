"""The citizens' programming interface: ask, follow with number and code, read what was published."""
