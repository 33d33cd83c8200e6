"""The minutes of a meeting (会議録).

Owns: what minutes hold (`model`), how they follow from a session (`making`), how it is said (`texts`),
their layout as a document of our own (`document`), what the fields of a town's own form hold (`form`).
"""
