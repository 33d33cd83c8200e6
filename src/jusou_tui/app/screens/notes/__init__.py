"""All notes."""
