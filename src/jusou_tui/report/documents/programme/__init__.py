"""Documents about a programme as a whole, before it begins.

Owns: the proposal (`proposal`), by which an office decides whether to run it.
"""
