"""What leaves the program as text: sessions, curricula and schedules as blocks, and blocks as lines."""
