"""How a meeting went: planned against actual, what was decided, what is open, who spoke in rounds."""
