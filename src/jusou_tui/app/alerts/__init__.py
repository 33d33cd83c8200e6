"""Signals: detected, worded, and given as flash, bell, window title and desktop notice."""
