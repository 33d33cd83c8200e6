"""Home of alerts: which are due between two snapshots (`detect`), and how they are delivered (`notifier`).

A flash, the window's title and a desktop notice have a module each.
"""

IN_SIGHT = "stays-in-sight"
"""The class of parts of a page that a flash keeps away from where there is room beside them."""
