"""Where a meeting is, from its events and the time alone.

Owns: what events add up to, and in which place an activity goes on (`replay`), the state of the meeting and
how a key's time is corrected (`progress`), when going back takes a key back and where it leads
(`going_back`), what is left (`countdown`), whose turn it is and who spoke for how long (`rounds`), when a
signal sounds (`time_signals`), what is asked about time without the program (`gaps`).
"""
