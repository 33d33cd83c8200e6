"""A session with a secret in every field that may not be seen, run through every state of the shared screen.

For any skin: take `every_state`, draw each page of it, and hand everything that leaves the program (screen
bytes, window title, HTML, event stream, headers, logs) to `leaks`, which must find nothing.

What is to be seen and what not is said here by field, for each field that can hold text. A field that is not
listed fails `test_secrets.py`: whoever adds one says here whether the room may see it.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from app.stage import BEGIN, CURRICULUM, STEP, still_clock
from jusou_tui.audience.making import view_of
from jusou_tui.audience.page import Page, page_of
from jusou_tui.audience.view import AudienceView, Reception
from jusou_tui.curriculum import model as blank
from jusou_tui.curriculum.load import load
from jusou_tui.live import audience, controls
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model import records as kept
from jusou_tui.session.model.records import Edit, entries, fields_of

Seen = Literal["never", "id", "always", "agenda", "prompts", "turn", "decisions", "sheet", "message"]
"""Where a field shows. never: a secret is planted in it. id: it refers to a record, an activity, a page or
the like; ids of records are searched for as well. always: in the top line or whenever it is of use; prompts:
while its activity runs or comes next; the others: where the facilitator switched them on."""

SESSION: dict[str, dict[str, Seen]] = {
    "Meta": {
        **dict.fromkeys(("id", "curriculum", "variant"), "id"),
        **dict.fromkeys(("curriculum_path", "curriculum_version", "curriculum_digest"), "never"),
        **dict.fromkeys(("curriculum_plan", "erased"), "never"),
        **dict.fromkeys(("title", "organisation"), "always"),
    },
    "Participant": {"name": "turn", "affiliation": "never", "guest": "id", "was": "id"},
    "Meeting": {
        **dict.fromkeys(("present", "minutes", "pins", "ends", "skipped", "order", "inserts"), "id"),
        **dict.fromkeys(("groups", "reporting", "seats"), "id"),
        "closed_items": "id",
        **dict.fromkeys(("handouts", "closed_reason", "minutes_checked"), "never"),
        "place": "always",
    },
    "Event": dict.fromkeys(("step", "activity", "segment", "participant", "target"), "id"),
    "Note": {"text": "decisions", "step": "id", "activity": "id", "author": "id"},
    "Sheet": {
        **dict.fromkeys(("worksheet", "step", "order"), "id"),
        **dict.fromkeys(("title", "cells", "rows"), "sheet"),
    },
    "Todo": {
        **dict.fromkeys(("step", "activity", "author", "item", "sheet"), "id"),
        **dict.fromkeys(("what", "owner", "note"), "never"),
    },
    "Draft": {
        **dict.fromkeys(("author", "editing", "step", "activity"), "id"),
        **dict.fromkeys(("text", "owner", "due"), "never"),
    },
    "View": {
        **dict.fromkeys(("screen", "step", "activity", "sheet", "cell"), "id"),
        "focus": "never",
        "saves": "never",
    },
    "Presence": {"participant": "id", "step": "id"},
    "Insert": {"title": "agenda", "after": "id", "of": "id"},
    "AudienceSettings": {"message": "message", "sheet": "id"},
}
CURRICULA: dict[str, dict[str, Seen]] = {
    "Step": {
        **dict.fromkeys(("id", "member_references"), "id"),
        **dict.fromkeys(("title", "short_title", "label", "materials", "member_preparation"), "always"),
        **dict.fromkeys(
            ("purpose", "organiser_preparation", "organiser_remarks", "cautions", "notes"), "never"
        ),
    },
    "Activity": {
        **dict.fromkeys(("id", "references", "fills", "reads", "needs_step", "pin", "until", "forms"), "id"),
        **dict.fromkeys(("title", "short_title", "form"), "agenda"),
        **dict.fromkeys(("what", "questions", "goals", "materials"), "prompts"),
        **dict.fromkeys(("purpose", "read_aloud", "cautions", "tips", "lead"), "never"),
    },
    "Segment": {"id": "id", "title": "prompts", "what": "prompts"},
    "Cue": {"text": "never"},
    "Slides": {"deck": "never"},
    "Clip": dict.fromkeys(("start", "end", "url", "reference"), "never"),
    "Worksheet": {
        **dict.fromkeys(("id", "filled_in", "read_in"), "id"),
        **dict.fromkeys(("title", "label"), "prompts"),
        **dict.fromkeys(("goal", "filled_by", "hints", "caution"), "never"),
    },
    "Block": {"id": "id", "title": "sheet", "default_rows": "id", "hints": "never"},
    "Heading": {"id": "id", "title": "sheet", "hint": "never", "group": "id"},
}

SECRET = "zq"
"""How each secret begins."""
NAME = "nm"
"""How the name of each person begins."""
_IN_STATES = {
    "okdecision": {"decisions", "finished"},
    "oksheet": {"sheet"},
    "okrow": {"sheet"},
    "okmessage": {"message", "curtain", "finished"},
}
_numbers = count(1000)


class Shown(NamedTuple):
    """A state of the shared screen: what the room may see, and that in words, also standing still.

    `hidden`: ids of records and the file's path. `named`: names are switched on.
    """

    name: str
    view: AudienceView
    pages: tuple[Page, ...]
    hidden: frozenset[str]
    named: bool


def leaks(output: str | bytes, shown: Shown) -> list[str]:
    """Return what may not be seen in this state, wherever in the output it stands."""
    text = output.decode(errors="replace") if isinstance(output, bytes) else output
    found = re.findall(rf"{SECRET}\d+", text)
    turns = shown.view.turns
    named = {turns.speaker, turns.following} if shown.named and turns is not None else set()
    found += [name for name in re.findall(rf"{NAME}\d+", text) if name not in named]
    found += [one for one in shown.hidden if one in text]
    return found + [word for word, states in _IN_STATES.items() if word in text and shown.name not in states]


def every_state(folder: Path) -> Iterator[Shown]:
    """Yield every state of the shared screen of one session full of secrets."""
    live = made(folder / secret())
    meeting = live.meeting(STEP)
    yield _shown("before", live)
    for name in ("before", "running"):
        if name == "running":
            controls.go_on(meeting)
            _later(live, 30)
            _plant_extras(live)
            yield _shown(name, live)
        audience.draw_curtain(live, True)
        audience.set_message(live, "okmessage")
        yield _shown("curtain", live)
        audience.draw_curtain(live, False)
        yield _shown("message", live)
        audience.set_message(live, "")
    yield from _sheets(live)
    audience.show_decisions(live, True)
    yield _shown("decisions", live)
    audience.show_decisions(live, False)
    yield from _round(live)
    _later(live, 900)
    plan_edits.break_now(meeting, 10)
    for seconds in (30, 540, 60):
        _later(live, seconds)
        yield _shown("break", live)
    yield from _activities(live)
    meeting.add_event("finish")
    _later(live, 5)
    audience.set_message(live, "okmessage")
    yield _shown("finished", live)
    live.close()


def secret() -> str:
    """Return a new secret."""
    return f"{SECRET}{next(_numbers)}"


def _shown(name: str, live: LiveSession) -> Shown:
    session = live.book.session
    view = view_of(audience.audience_meeting(live))
    now = live.clock.now()
    pages = (page_of(view), page_of(view, Reception(now, 200)), page_of(view, Reception(now, 900)))
    ids = {key for table, key in entries(session) if table not in {"session", "view", "meetings", "drafts"}}
    ids |= {row for sheet in session.sheets.values() for row in sheet.rows}
    hidden = frozenset({*ids, session.session.id, str(live.store.path), live.store.path.name})
    return Shown(name, view, pages, hidden, audience.audience_of(live).names)


def _later(live: LiveSession, seconds: float) -> None:
    live.clock.advance(seconds)  # type: ignore[attr-defined]  # the stage's own clock


def _sheets(live: LiveSession) -> Iterator[Shown]:
    """Yield what is shown of each sheet that somebody wants to show, may it be shown or not."""
    for key, sheet in live.book.session.sheets.items():
        live.book.set_audience(sheet=key)  # past `audience.show_sheet`, as a file can say it
        yield _shown("sheet" if sheet.title == "oksheet" else "running", live)
    live.book.set_audience(sheet=None)


def _round(live: LiveSession) -> Iterator[Shown]:
    controls.advance(live.meeting(STEP))
    for named in (False, True):
        audience.show_names(live, named)
        for seconds in (10, 70):
            _later(live, seconds)
            yield _shown("round", live)
            controls.speak_later(live.meeting(STEP))
    audience.show_names(live, False)


def _activities(live: LiveSession) -> Iterator[Shown]:
    """Yield each part of each activity, running, paused, over, and in groups."""
    meeting = live.meeting(STEP)
    people = meeting.present
    while meeting.snapshot().next_row is not None:
        _later(live, 5)
        controls.go_on(meeting)
        for _ in meeting.snapshot().row.segments if meeting.snapshot().row else ():
            _later(live, 60)
            yield _shown("activity", live)
            controls.advance(meeting)
        controls.toggle_pause(meeting)
        _later(live, 5)
        yield _shown("paused", live)
        controls.toggle_pause(meeting)
        meeting.set_record(groups={"1": people[:2], "2": people[2:]}, reporting=("2", "1"))
        controls.set_timer(meeting, 5)
        yield _shown("groups", live)
        _later(live, 70 * 60)
        yield _shown("time_up", live)


def made(folder: Path) -> LiveSession:
    """Return a session that has not begun, with a secret in every field of every record that never shows."""
    curriculum = _with_secrets(load(CURRICULUM))
    programme = curriculum.programme.model_copy(update={"short_title": secret()})
    curriculum = curriculum.model_copy(update={"programme": programme})
    clock = still_clock()
    live = LiveSession.create(curriculum, CURRICULUM, folder, "oktitle", clock)
    live.book.set_meta(organisation="oktown")
    people = [live.book.people.add(f"{NAME}{number}", secret()) for number in (11, 12, 13, 14)]
    live.book.meetings.set(
        STEP, date=BEGIN.date(), start=BEGIN, booked_end=BEGIN.replace(hour=16, minute=30), place="okplace"
    )
    live.book.meetings.set("step2", date=BEGIN.date() + timedelta(days=30), place="okplace2")
    plan_edits.insert(live.meeting(STEP), None, "okinsert", 5, rests=False)
    live.book.set_view(screen="run", step=STEP, focus=secret(), saves={secret(): 1})
    _plant_entries(live, people[0])
    _plant_sheets(live, people[0])
    _plant_extras(live)
    _later(live, -600)
    return live


def _with_secrets(model: Any) -> Any:
    """Return a part of a curriculum with a secret in each text that never shows."""
    changes: dict[str, Any] = {}
    for name, value in model:
        seen = CURRICULA.get(type(model).__name__, {}).get(name)
        if seen == "never" and type(model) is not blank.Clip:
            changes[name] = (secret(),) if isinstance(value, tuple) else secret()
        elif isinstance(value, BaseModel):
            changes[name] = _with_secrets(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            changes[name] = tuple(map(_with_secrets, value))
    if isinstance(model, blank.Activity):
        changes["cues"] = (blank.Cue(after=1, text=secret()),)
    return model.model_copy(update=changes)


def _plant_entries(live: LiveSession, person: str) -> None:
    notes, todos = live.book.notes, live.book.todos
    notes.edit(notes.add("okdecision", kind="decision", step=STEP, author=person), public=True)
    for facts in (
        {"kind": "decision", "private": True},
        {"kind": "decision", "memo": True},
        {"kind": "note"},
        {"kind": "question"},
    ):
        entry = notes.add(secret(), step=STEP, activity="opening", author=person)
        notes.edit(entry, **{**facts, "public": True})  # only decisions can be public
    notes.add(secret(), kind="decision", step=STEP)
    for private in (False, True):
        todo = todos.add(secret(), owner=secret(), step=STEP)
        todos.edit(todo, private=private, note=secret())
    draft = kept.Draft(at=live.clock.now(), text=secret(), owner=secret(), due=secret(), author=person)
    live.book.ledger.commit("session.change_view", Edit(("drafts", "run"), None, draft), undoable=False)


def _plant_sheets(live: LiveSession, person: str) -> None:
    """Fill a sheet about persons, one that nobody knows, one that got sensitive, and one to be shown."""
    sheets, session = live.book.sheets, live.book.session
    about = next(one.id for one in live.curriculum.worksheets if one.sensitive)
    tables = [one for one in live.curriculum.worksheets if not one.sensitive and len(one.blocks) == 1]
    table = next(one for one in tables if any(part.todo == "owner" for part in one.blocks[0].columns))
    block = table.blocks[0]
    roles = {column.todo: f"{block.id}/{column.id}" for column in block.columns}
    for worksheet in (about, "unknown-sheet", table.id):
        sheet = sheets.add(worksheet, secret(), step=STEP)
        sheets.set_cell(sheet, "any/cell", secret())
        sheets.add_row(sheet, {roles["what"]: secret(), roles["owner"]: secret()})
    tightened = session.sheets[sheet]
    after = kept.Sheet.model_validate({**fields_of(tightened), "sensitive": True})
    live.book.ledger.commit("session.change_view", Edit(("sheets", sheet), tightened, after), undoable=False)
    shown = sheets.add(table.id, "oksheet", step=STEP)
    sheets.set_cell(shown, "any/cell", secret())
    sheets.add_row(shown, {roles["what"]: "okrow", roles["owner"]: secret()})
    private = sheets.add_row(shown, {roles["what"]: secret(), roles["owner"]: secret()})
    todo = kept.Todo(
        at=live.clock.now(), what=secret(), owner=secret(), private=True, sheet=shown, author=person
    )
    live.book.ledger.commit("session.change_view", Edit(("todos", private), None, todo), undoable=False)
    live.book.set_view(sheet=shown, cell=f"{private}:{roles['what']}")


def _plant_extras(live: LiveSession) -> None:
    """Put a secret into keys that no program knows yet, of every record and of the file."""
    session = live.book.session
    edits = []
    for address, entry in entries(session).items():
        if not isinstance(entry, BaseModel) or "later" in (entry.model_extra or {}):
            continue
        facts = {**fields_of(entry), "later": secret()}
        if isinstance(entry, kept.Meta):
            facts |= {"curriculum_digest": secret(), "curriculum_plan": secret(), "erased": (secret(),)}
            facts |= {"curriculum_path": f"/{secret()}/{secret()}.toml", "curriculum_version": secret()}
        edits.append(Edit(address, entry, type(entry).model_validate(facts)))
    conflict = {"table": "notes", "fields": {"text": {"ours": secret(), "theirs": secret()}}}
    edits.append(Edit(("conflicts", secret()), None, conflict))
    live.book.ledger.commit("session.change_view", *edits, undoable=False)
    typing.cast("dict[str, object]", session.model_extra)[secret()] = {"text": secret()}
    session.end["later"] = secret()


def text_fields(model: type[BaseModel]) -> list[str]:
    """Return the fields of a model that can hold text."""
    hints = typing.get_type_hints(model, include_extras=True)
    return [name for name in model.model_fields if _holds_text(hints[name])]


def _holds_text(kind: Any) -> bool:
    if kind is str:
        return True
    origin = typing.get_origin(kind)
    if origin is Literal:
        return False
    parts = typing.get_args(kind)
    return any(map(_holds_text, parts[:1] if origin is typing.Annotated else parts))


def listed() -> Mapping[str, Mapping[str, Seen]]:
    """Return where each field shows, by model."""
    return {**SESSION, **CURRICULA}
