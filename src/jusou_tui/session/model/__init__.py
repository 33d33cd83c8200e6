"""What a session file holds.

Owns: the records and their fields, ids, the tables and their order, which events are effective and when they
happened (`events`), how values are normalised before they are stored, older schemas brought up to date.
"""
