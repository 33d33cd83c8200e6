"""Before a session is open: the set-up form, a rehearsal, the demo."""
