"""The terminal and the system around the program: signals of the system, the crash report."""
