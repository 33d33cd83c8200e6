"""People of a team.

Owns: how people are typed and read from a table, how they are dealt into groups, and where a name stands in a
session, to replace it.
"""
