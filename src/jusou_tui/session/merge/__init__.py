"""The union of two states of one session, by record, field and line. `compare` uses it on files."""
