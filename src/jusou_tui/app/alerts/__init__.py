"""Alerts: which are due, with their texts, and their delivery: flash, bell, window title, desktop notice."""
