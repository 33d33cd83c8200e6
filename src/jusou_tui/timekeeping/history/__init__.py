"""What a meeting came to, and what past runs teach."""
