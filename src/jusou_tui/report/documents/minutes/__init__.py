"""The minutes of a meeting (会議録).

Owns: what minutes hold (`model`), how they follow from a session (`making`), their layout as a document of
our own (`document`). A town's own form is filled from the same model.
"""
