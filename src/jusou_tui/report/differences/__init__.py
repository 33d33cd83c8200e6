"""Differences between two states of a session, or between two runs, as texts and blocks.

Owns: how a change is said (`changes`), how a field and its value are, and how the marks of a changed text
are written and read again (`fields`).
"""
