"""Changes of a meeting's plan, before it and while it runs: rows, minutes, breaks, rounds, corrections."""
