"""Where a meeting is: progress, countdowns, rounds, signals, from events and the time alone."""
