"""Worksheets of an open session.

Owns: which sheets there are and are wanted now, and the names of cases (`sheets`), filling one in
(`sheet_editor`), what an empty one can begin with (`sheet_start`).
"""
