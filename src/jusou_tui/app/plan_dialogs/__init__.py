"""What run, schedule and look-ahead all open: the menu of a row, the lunch, the end on time."""
