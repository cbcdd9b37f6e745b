"""What every programming interface of ours does the same way."""
