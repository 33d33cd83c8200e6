"""Tests of the program on the terminal."""
