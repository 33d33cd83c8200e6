"""Rosters: lists of people as towns keep them, read as a whole.

Owns: how a text becomes rows and cells (`table`), which sheet of a workbook is the list (`workbook`),
what headings and role words mean (`words`), which column is what (`columns`), what a line without columns
says (`lines`), and what of it all is a person (`reading`). Begin with `reading.read_text` and
`files.read_file`.
"""
