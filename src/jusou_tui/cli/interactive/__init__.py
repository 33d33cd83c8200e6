"""Commands that open the program on a terminal."""
