"""Worksheets as they are filled."""
