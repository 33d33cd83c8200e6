"""Timekeeping: what was planned, what has happened, what is to be expected. Pure, except for `clock`."""
