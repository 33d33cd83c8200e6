"""What is to be expected from now on, and what it takes to end on time.

Owns: the expected times of a meeting (`forecast`) and of a day of several (`day_forecast`), the next break
and how long there is none (`breaks`), how short a row may get and which rows yield minutes (`fit`).
"""
