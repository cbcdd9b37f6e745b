"""What was published, provably: the kept tree, its signed heads, proof files."""
