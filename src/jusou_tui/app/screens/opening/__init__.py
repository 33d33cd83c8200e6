"""The page that stands while the first session is opened."""
