"""Screens of casework: requests and what follows from them, for those who handle and those who oversee."""
