"""Checks anybody can repeat with a file in hand: nothing of the city is needed."""
