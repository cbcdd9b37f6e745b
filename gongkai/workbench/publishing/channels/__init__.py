"""Where releases go: what waits for somebody, accounts, messages, media."""
