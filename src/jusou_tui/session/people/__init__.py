"""People of a team.

Owns: which spellings are one person and what each is called in a list (`identity`), how lists of people are
read and written (`roster`), how people are dealt into groups (`groups`), and where a session has a name, to
replace it (`replace_name`).
"""
