"""What leaves the program as text: sessions, curricula and schedules as blocks, and blocks as lines.

Owns: which blocks there are (`blocks`), how they become lines of a terminal (`layout`) or Markdown
(`markdown`), and for each document its blocks and what `--json` prints of it.
"""
