"""Differences and conflicts."""
