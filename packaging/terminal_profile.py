"""The profile for Windows Terminal: large letters for a shared window, and the colours of the theme."""

from __future__ import annotations

import json

from jusou_tui.app.theme import DARK, palette

NAME = "jusou 重層"
FONT = "BIZ UDGothic"
POINTS = 28


def fragment() -> bytes:
    """Return the fragment (JSON). Its command line is that of a folder that was not moved: relative."""
    colours = palette(DARK)
    scheme = {
        "name": NAME,
        "background": colours["ground"],
        "foreground": colours["text"],
        "cursorColor": colours["now"],
        "selectionBackground": colours["bar"],
        "black": colours["ground"],
        "red": colours["over"],
        "green": colours["decided"],
        "yellow": colours["now"],
        "blue": colours["bar"],
        "purple": colours["failed"],
        "cyan": colours["digits"],
        "white": colours["muted"],
        "brightBlack": colours["still"],
        "brightRed": colours["failed"],
        "brightGreen": colours["decided"],
        "brightYellow": colours["soon"],
        "brightBlue": colours["digits"],
        "brightPurple": colours["late"],
        "brightCyan": colours["digits"],
        "brightWhite": colours["text"],
    }
    profile = {
        "name": NAME,
        "commandline": "jusou.cmd",
        "font": {"face": FONT, "size": POINTS},
        "colorScheme": NAME,
        "padding": "4",
        "scrollbarState": "hidden",
        "bellStyle": ["audible", "taskbar"],
        "closeOnExit": "graceful",
    }
    return (
        json.dumps({"profiles": [profile], "schemes": [scheme]}, ensure_ascii=False, indent=1) + "\n"
    ).encode()
