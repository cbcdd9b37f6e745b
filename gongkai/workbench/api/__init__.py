"""The staff's programming interface: cases, their steps and statistics, for programs with a token."""
