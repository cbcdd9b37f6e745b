"""Screens of a body's return: the form, saving, steps, one cell, workbooks, history."""
