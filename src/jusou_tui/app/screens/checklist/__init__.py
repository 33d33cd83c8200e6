"""What is to be done for a step."""
