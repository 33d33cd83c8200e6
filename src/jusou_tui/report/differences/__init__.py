"""Differences between two states of a session, or between two runs, as texts and blocks."""
