"""Commands that make, list, read and repair sessions."""
