"""The steps of the programme."""
