"""Sessions: one run of one curriculum by one team, as records in a file.

Layers, top to bottom: `storage`, `library` and `curriculum` (files), `book` (changes), `people`, `programme`
and `merge` (rules over records), `worksheets` and `format`, `model` (records).
"""
