"""The stylesheets that pages of several features share."""

from pathlib import Path

BASE_STYLES = Path(__file__).with_name("base.tcss")
"""Of every page: its body, its top line and its key bar."""

NOTES_STYLES = Path(__file__).with_name("notes_pane.tcss")
"""Of the pages that show all notes."""

MODAL_STYLES = Path(__file__).with_name("modal.tcss")
"""Of every dialog: a box in the middle of a dimmed page."""
