"""What this machine can do for a meeting: facts gathered at the edge, and pure checks of them.

Owns: how a terminal is known (`terminals`), how wide it draws characters of ambiguous width
(`cell_question`), how high letters are after a call's compression (`letters`), whether a folder is kept in
step with others (`synced`), what is well and what to look at (`checks`), and how that is said (`report`).
"""
