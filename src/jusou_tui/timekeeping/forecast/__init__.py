"""What is to be expected from now on, and what it takes to end on time."""
