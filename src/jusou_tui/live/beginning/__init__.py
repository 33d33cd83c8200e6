"""Before a session is open.

Owns: the set-up form, and how day, times and people are typed into it (`setup`), how a rehearsal begins
(`rehearsal`), the demo (`demo`).
"""
