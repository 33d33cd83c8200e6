"""Sessions to go on with, curricula to start."""
