"""Sessions as text: rendered, read, checked, put in place whole."""
