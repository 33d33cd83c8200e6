"""How large values of a session may get. Other limits stand beside the one field that has them.

`FASTEST_REHEARSAL`: times as fast as the real time. `MOST_ENLARGED`: steps by which the shared screen gets
larger or smaller.
"""

MOST_PARTICIPANTS = 1000
MOST_CASES = 100
FASTEST_REHEARSAL = 600.0
MOST_ENLARGED = 5
