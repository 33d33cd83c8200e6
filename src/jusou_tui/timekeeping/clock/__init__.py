"""Clocks, instants and zones.

Owns: what time it is, also for a rehearsal with its speed (`clock`), arithmetic on instants and the zone in
which they are shown (`instants`).
"""
