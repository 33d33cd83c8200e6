"""Rehearsals from within the program."""
