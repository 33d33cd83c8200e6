"""A worksheet of the curriculum and what a team wrote into it.

Owns: which cells a sheet has, their addresses, and where rows go when they are moved (`layout`).
"""
