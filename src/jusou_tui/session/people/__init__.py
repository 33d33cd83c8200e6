"""People of a team.

Owns: how people are typed (`parse`) and read from a table (`people_file`), how they are dealt into groups
(`groups`), and where a session has a name, to replace it (`replace_name`).
"""
