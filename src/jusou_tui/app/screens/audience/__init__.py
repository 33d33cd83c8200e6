"""The shared screen in a terminal: a `Page` laid out in cells, for participants to look at.

Owns which size the huge numbers have, and what gives way where room is short. Knows pages and no session.
"""
