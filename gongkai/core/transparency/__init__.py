"""Proof that something was published then: a tree over what was published, and proofs up to its root."""
