"""A session with something private in it, for tests of what commands leave out."""

from pathlib import Path

from jusou_tui.session.format.chunks import render
from make import book


def private_session(folder: Path) -> Path:
    opened = book()
    opened.notes.add("公にしてよい話")
    opened.notes.add("内緒の話", private=True)
    path = folder / "第1回.session.toml"
    path.write_bytes(render(opened.session))
    return path
