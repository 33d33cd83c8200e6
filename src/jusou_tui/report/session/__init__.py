"""A session as a document: its people, its meetings, what was written and decided, its sheets.

Owns: which entries the document has and in which order (`entries`), the document itself (`session`),
and what `--json` prints of it (`document`).
"""
