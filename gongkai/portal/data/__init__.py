"""Public pages of recurring disclosure, made from the declarations alone."""
