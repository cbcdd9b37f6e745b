"""The public pages of what bodies publish, and of the proof that they did."""
