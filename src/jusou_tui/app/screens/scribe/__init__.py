"""The page of a second note-taker."""
