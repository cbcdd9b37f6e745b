"""Signing in: password and second factor, the city's single sign-on, lockout, limits on sessions."""
