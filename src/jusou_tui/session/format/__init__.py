"""Sessions as text.

Owns: how records are laid out in a file (`chunks`), when a file is accepted (`read`), how a file is replaced
as a whole (`write`), and what is needed of a file system.
"""
