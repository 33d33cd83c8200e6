"""Seats, public decisions and what the shared screen shows: in differences, in `--json` and in merges."""

from __future__ import annotations

import json
from pathlib import Path

from cli.calling import call
from jusou_tui.compare.diff import diff
from jusou_tui.compare.merge import merge
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.records import AudienceSettings, Meeting, Note, Participant, Session, View
from session.samples import START, identity, session

ONE, TWO, THREE, NOTE = (identity(number) for number in (1, 2, 3, 9))
NAMES = {ONE: "例野 一郎", TWO: "例野 二郎", THREE: "例野 三郎"}


def team(seats: dict[str, int], public: bool = False, **audience: object) -> Session:
    """Return a session of the people who have seats."""
    return session(
        participants={key: Participant(name=NAMES[key]) for key in seats},
        meetings={"step1": Meeting(seats=seats)},
        notes={NOTE: Note(at=START, kind="decision", text="用語集をつくる\n", step="step1", public=public)},
        view=View(audience=AudienceSettings.model_validate(audience)),
    )


def test_copies_in_which_somebody_joined_unite_without_a_question() -> None:
    base = team({ONE: 1})
    merged = merge(team({ONE: 1, THREE: 2}), team({ONE: 1, TWO: 2}, public=True), base)
    assert merged.session.meetings["step1"].seats == {ONE: 1, TWO: 2, THREE: 3}
    assert merged.session.notes[NOTE].public
    assert merged.conflicts == 0


def test_what_the_screen_shows_is_not_merged() -> None:
    base, ours, theirs = team({ONE: 1}), team({ONE: 1}, curtain=True), team({ONE: 1}, names=True, message="x")
    merged = merge(ours, theirs, base)
    assert merged.session.view.audience in (ours.view.audience, theirs.view.audience)
    assert merged.conflicts == 0


def test_a_difference_names_who_got_which_seat_and_what_became_public(tmp_path: Path) -> None:
    old, new = tmp_path / "old.session.toml", tmp_path / "new.session.toml"
    old.write_bytes(render(team({ONE: 1, TWO: 2})))
    new.write_bytes(render(team({ONE: 1, TWO: 2, THREE: 3}, public=True, curtain=True)))
    out = call("diff", str(old), str(new)).out
    assert "席の番号" in out
    assert "例野 三郎" in out
    assert "公開" in out
    assert THREE not in out
    assert not any(change.table == "view" for change in diff(team({ONE: 1}), team({ONE: 1}, curtain=True)))


def test_json_shows_seats_and_what_is_public(tmp_path: Path) -> None:
    path = tmp_path / "x.session.toml"
    path.write_bytes(render(team({ONE: 1, TWO: 2}, public=True, message="14:20 に再開します")))
    document = json.loads(call("show", str(path), "--json").out)
    assert document["meetings"]["step1"]["seats"] == {ONE: 1, TWO: 2}
    assert document["notes"][NOTE]["public"] is True
    assert document["view"]["audience"]["message"] == "14:20 に再開します"
