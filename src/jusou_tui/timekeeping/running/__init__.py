"""Where a meeting is, from its events and the time alone.

Owns: what events add up to (`replay`), the state of the meeting and how a key's time is corrected
(`progress`), what is left (`countdown`), whose turn it is and who spoke for how long (`rounds`), when a
signal sounds (`time_signals`), what is asked about time without the program (`gaps`).
"""
