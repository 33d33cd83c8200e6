"""TOML files of every kind, once.

Owns: what a file may cost to read and how its texts become clean (`limits`), how texts are read
(`reader`, `outline` for a part of them) and values written (`writer`), and how a position in a text is stated
(`positions`).
"""
