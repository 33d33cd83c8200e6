"""Curricula: what a workshop is, as data.

Owns: the models (`model`), rules that join their parts (`check`), reading a file with all its mistakes
(`load`, `explain`), which file a name means and how one is written (`library`), starting files (`starter`),
the JSON Schema (`schema`), what lies beside a curriculum: examples, cards, prompts (`supplement`). Where
curricula lie is in `jusou_tui.paths`, which one a session means in `session/curriculum`.
"""
