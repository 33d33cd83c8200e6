"""What a session file holds, as frozen records, and the tables they stand in."""
