"""People as they are typed, grouped, renamed and erased."""
