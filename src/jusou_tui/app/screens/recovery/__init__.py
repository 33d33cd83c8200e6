"""Questions about what could be lost: a file that is opened (`open_session`), entries (`lost_entries`)."""
