"""Questions about what could be lost: a file that is opened, unsaved and deleted entries."""
