"""The city's overview: the board of bodies, reminders, opening a year."""
