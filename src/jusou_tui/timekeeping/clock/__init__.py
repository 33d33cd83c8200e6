"""Clocks, instants and zones.

Owns: what time it is, also for a rehearsal with its speed (`clock`), arithmetic on instants (`instants`),
in which zone they are shown (`zones`).
"""
