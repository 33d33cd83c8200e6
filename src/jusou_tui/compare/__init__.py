"""Two sessions side by side: what changed between them, and both joined in one.

Owns: which differences there are (`diff`, `text_diff`; between runs `runs`), what of them is withheld
(`withhold`), which two sides are compared, copies that other programs made among them (`sides`), the union
applied to sessions and files, and what it left open (`merge`), a second note-taker's copy (`scribe_copy`).
The union itself is `session/merge`.
"""
