"""Writing documents, tables and dates of the open session as files, by a few questions."""
