"""Planned schedules: one meeting, several on one day, and the texts to read aloud in them."""
