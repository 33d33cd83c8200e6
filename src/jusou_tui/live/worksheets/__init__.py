"""Worksheets of an open session: which are wanted, how one is filled in, what it can begin with."""
