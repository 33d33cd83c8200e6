"""Home of what happens between the program and the system: keys that come in, signals, crash report."""
