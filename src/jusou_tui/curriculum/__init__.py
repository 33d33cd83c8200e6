"""Curricula: what a workshop is, as data."""
