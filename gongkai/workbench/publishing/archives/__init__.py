"""Pages of reading points, deposits and yearly packages."""
