"""Staff's screens of structured disclosure, made from the declarations."""
