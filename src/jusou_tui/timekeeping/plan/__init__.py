"""What is planned: rows and their times, from a curriculum and the changes of a run.

Owns: which rows a meeting has, in which order and when, and whether texts to read aloud fit their slots
(`schedule`), how long an activity takes with so many people and cases (`durations`), what a change of the
plan does to its record (`changes`).
"""
