"""Commands that compare and join versions of sessions, and what git calls for that."""
