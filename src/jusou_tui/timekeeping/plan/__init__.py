"""What is planned: rows and their times, from a curriculum and the changes of a run."""
