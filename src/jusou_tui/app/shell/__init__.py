"""What every page shares: its frame, commands, key bar, palette, help, dialogs."""
