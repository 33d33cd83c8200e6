"""Sessions as text.

Owns: how records are laid out in a file (`chunks`), when a file is accepted and how an older one is brought
up to date (`read`), where a record has lost its header (`headers`), where records begin and end in a damaged
one (`pieces`), how a file is replaced as a whole and what of a file system that needs (`filesystem`).
"""
