"""Planned against actual."""
