"""A session line by line, for screen readers, serial lines and terminals that can do nothing but print.

Nothing moves a cursor, nothing is painted again: each change is one line of its own. A typed line is a note,
unless it begins with `/` or `／`; a number chooses only while a question is open.

Owns: which commands there are (`commands`), what a typed line means (`reading`), what is said of where a
meeting stands (`standing`), what commands do (`acts`), how signals are said (`watching`), and the one place
that touches the terminal (`terminal`). What a meeting does, and its sentences, are those of `live`.
"""
