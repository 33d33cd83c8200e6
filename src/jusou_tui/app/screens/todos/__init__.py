"""The ToDos of all steps."""
