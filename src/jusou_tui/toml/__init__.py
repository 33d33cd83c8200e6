"""TOML files of every kind, once.

Owns: what a file may cost to read (`limits`), how a position in a text is stated (`positions`), how texts
become clean (`cleaning`), and how values are written (`writer`).
"""
