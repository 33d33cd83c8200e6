"""The schedule, and looking ahead in it."""
