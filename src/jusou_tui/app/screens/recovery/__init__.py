"""Questions about what could be lost."""
