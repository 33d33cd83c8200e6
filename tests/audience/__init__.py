"""Tests of the shared screen, and pages made by hand for those of its skins."""
