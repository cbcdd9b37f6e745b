"""Looking into files that come from strangers: each kind has its own ways to do harm."""
