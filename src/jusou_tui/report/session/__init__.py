"""A session as a document: its people, its meetings, what was written and decided, its sheets."""
