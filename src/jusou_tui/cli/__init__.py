"""The command line: parse, call, print. Each command is a module of its own, imported when it is called."""
