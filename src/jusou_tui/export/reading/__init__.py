"""Finished documents read back as texts: all that stands in them, also where no reader looks.

Owns: which module reads which ending (`texts`), and what a document may cost to read. Contents never leave as
anything but texts.
"""
