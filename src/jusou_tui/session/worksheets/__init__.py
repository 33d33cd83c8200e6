"""A worksheet of the curriculum and what a team wrote into it.

Owns: which cells a sheet has, their addresses, which text is an example, and
where rows go when they are moved (`layout`).
"""
