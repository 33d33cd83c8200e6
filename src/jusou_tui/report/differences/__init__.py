"""Differences between two states of a session, or between two runs, as texts and blocks.

Owns: how a change is said (`changes`), what things are called that a record names by id (`names`), how
values and whole records are said (`values`) and fields are, and how the marks of a changed text are written
and read again (`fields`).
"""
