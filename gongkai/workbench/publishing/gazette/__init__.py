"""The gazette at its editors' desks."""
