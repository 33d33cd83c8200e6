"""What a curriculum brings besides, for the activity that an open session is at."""

from __future__ import annotations

from pathlib import Path

from cli.calling import ROOT
from jusou_tui.live.supplements import Supplements
from jusou_tui.session.format.chunks import render
from jusou_tui.session.storage.store import Store
from make import session


def test_cards_are_found_whichever_quotation_marks_their_place_has(tmp_path: Path) -> None:
    for ending in (".toml", ".supplement.toml"):
        text = (ROOT / "curricula" / f"trial{ending}").read_text("utf-8")
        (tmp_path / f"trial{ending}").write_text(text.replace('"meeting/ideas"', "'meeting/ideas'"), "utf-8")
    path = tmp_path / "a.session.toml"
    path.write_bytes(render(session(meta={"curriculum": "trial"})))
    store = Store.open(path, read_only=True)
    try:
        assert [card.id for card in Supplements(store).cards("meeting", "ideas")][:1] == ["echo-street"]
        assert Supplements(store).cards("meeting", "no-such-activity") == ()
    finally:
        store.close()
