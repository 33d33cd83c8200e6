"""TOML files: what one may hold, where its keys stand, and how ours are written. Once for all files."""
