"""What pages say about a meeting, as texts and row models made from its snapshot. Needs no Textual.

A module per text: rows of the agenda and of entries, the heading of a row, the big digits and when they
change next, the top line.
"""
