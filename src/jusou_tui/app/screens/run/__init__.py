"""The page of the running meeting."""
