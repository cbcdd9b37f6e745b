"""Data for programs: /api/data/. Rows, changes, catalogue and formats; for everybody, masked as declared."""
