"""Differences between two states of a session, or between two runs, as texts and blocks.

Owns: how a change is said (`changes`), and how a field and its value are (`fields`).
"""
