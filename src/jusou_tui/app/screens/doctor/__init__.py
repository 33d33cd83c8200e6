"""The page that says what this machine can do, and lets one try the IME and the keys."""
