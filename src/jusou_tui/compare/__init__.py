"""Differences and merges of sessions: the room is kept for them."""
