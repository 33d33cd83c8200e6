"""Sessions: one run of one curriculum by one team, as records in a file."""
