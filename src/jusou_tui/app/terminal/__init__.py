"""Home of what happens between the program and the system: signals, stops, the crash report."""
