"""jusou: run a workshop from a terminal."""

__version__ = "0.1.0"
