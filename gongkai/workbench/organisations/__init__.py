"""Screens of bodies, their registers and their people."""
