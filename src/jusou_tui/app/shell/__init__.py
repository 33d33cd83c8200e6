"""Home of what every page shares, each declared once.

The program as pages see it (`host`), the bases of pages (`screen`, `session_screen`, `list_screen`), commands
with their keys (`commands`), the palette, the help page, the dialogs, the field for notes.
"""
