"""Two sessions side by side: what changed between them, and both joined in one.

Owns: which differences there are (`diff`, `order`, `text_diff`; between runs `runs`), what of them is
withheld (`withhold`), the union applied to sessions and files (`merge`, `merge_files`), what it left open
(`open_fields`), copies that other programs made (`conflict_copies`), a second note-taker's copy
(`scribe_copy`). The union itself is `session/merge`.
"""
