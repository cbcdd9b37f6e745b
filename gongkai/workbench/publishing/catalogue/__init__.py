"""Pages of catalogues and guides."""
