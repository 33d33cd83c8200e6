"""Clocks, instants and zones."""
