"""Tests of the screens, played by keys."""
