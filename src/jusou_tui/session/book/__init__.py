"""The only way to change an open session.

Owns: applying and undoing changes (`core`, `history`), and one facet for each kind of record. Facets change
records; functions of `model.queries`, `programme` and `people` read them.
"""
