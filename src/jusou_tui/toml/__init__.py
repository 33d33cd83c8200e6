"""TOML files of every kind, once.

Owns: what a file may cost to read and how its texts become clean (`limits`), how a position in a text is
stated (`positions`), and how values are written (`writer`).
"""
