"""The way through the programme."""
