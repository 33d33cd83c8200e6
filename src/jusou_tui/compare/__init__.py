"""Two sessions side by side: what changed between them, and both joined in one."""
