"""The union of two states of one session, by record, field and line.

Owns: what wins, what is joined and what becomes a conflict. `compare` uses it on files.
"""
