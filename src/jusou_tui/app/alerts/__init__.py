"""Home of alerts: which are due between two snapshots (`detect`), and how they are delivered (`notifier`).

A flash, the window's title and a desktop notice have a module each.
"""
