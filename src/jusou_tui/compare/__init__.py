"""Two sessions side by side: what changed between them, and both joined in one.

Owns: which differences there are, and which fields a merge left open (`diff`, `text_diff`; between runs
`runs`), what of them is withheld (`withhold`), which two sides are compared and how a copy is joined
(`sides`), the union applied to sessions and files (`merge`), a second note-taker's copy (`scribe_copy`). The
union itself is `session/merge`.
"""
