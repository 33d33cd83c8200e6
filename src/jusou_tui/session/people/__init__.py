"""People of a team.

Owns: how people are typed and read from a table, how they are dealt into groups, and where a session has a
name, to replace it.
"""
