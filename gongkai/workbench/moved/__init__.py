"""The page of old addresses."""
