"""The Textual program: the only room that imports Textual."""
