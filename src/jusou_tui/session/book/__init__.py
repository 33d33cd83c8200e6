"""The only way to change an open session: edits, their history, and facets for each kind of record."""
