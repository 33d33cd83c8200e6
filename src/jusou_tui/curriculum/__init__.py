"""Curricula: what a workshop is, as data.

Owns: the models (`model`, `activity`, `base`), rules that join their parts (`check`), reading a file with
all its mistakes (`load`, `explain`), which file a name means (`library`) and which one a session means
(`source`), starting files (`starter`), saving (`save`), the JSON Schema (`schema`). Where curricula lie is
in `jusou_tui.paths`.
"""
