"""Two copies of one session joined into one, with or without the state that both began from.

The rules are `session.merge.three_way`'s, as the store joins an open session with its file; here none of the
two sides is the one that somebody is typing into, so the value of a field in conflict does not depend on the
order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from jusou_tui.compare.sources import Raised, file_names, with_sources
from jusou_tui.errors import InputError, StoreError, system_words
from jusou_tui.files import exists, is_file
from jusou_tui.session.book.restore import open_questions
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem, check_replaceable, replace_file
from jusou_tui.session.format.read import check_together, load, parse, read
from jusou_tui.session.merge import three_way
from jusou_tui.session.merge.erased import Erasure
from jusou_tui.session.merge.reconcile import reconcile
from jusou_tui.session.model.records import KEYED, META, SCHEMA, VIEW, Address, Entry, Session, View, entries
from jusou_tui.session.people.mentions import Passage
from jusou_tui.session.storage import backups, erasing, versions
from jusou_tui.session.storage.beside import base_path
from jusou_tui.session.storage.lock import SessionLock
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text

_UNKNOWN: Address = ("unknown", "")
MOST_CONFLICTS = 5_000
"""Records that may differ between two copies: more nobody decides, and writing them all takes seconds."""


@dataclass(frozen=True)
class Merged:
    """The joined session, how many fields became open questions, and how many of our records changed.

    `lost`: what was taken out of ours because another copy had erased it; `likely`: what may still mean
    somebody whose name is gone; `others_lost`: what each of the other copies still holds of what was erased.
    """

    session: Session
    changes: int
    lost: tuple[Erasure, ...] = ()
    likely: tuple[Passage, ...] = ()
    others_lost: tuple[Erasure, ...] = ()
    raised: frozenset[Raised] = frozenset()

    @property
    def conflicts(self) -> int:
        """How many fields became open questions and still are; those of before are not among them."""
        return len(self.raised & {*open_questions(self.session)})

    @property
    def open(self) -> int:
        """How many questions are open in the session, as its page of conflicts counts them."""
        return len(open_questions(self.session))

    @property
    def data(self) -> bytes:
        """The file of the joined session."""
        return render(self.session)


def merge(ours: Session, theirs: Session, base: Session | None = None) -> Merged:
    """Join two copies of one session. Nothing that one side wrote is lost.

    With `base` only what both changed differently is a conflict; without, whatever differs. A field in
    conflict holds the longer text (of other values the greater) until somebody decides; all values are kept
    among the conflicts. Raises InputError for sessions that are not copies of one, or of a newer program, and
    where more than `MOST_CONFLICTS` records are in conflict.
    """
    if ours.session.id != theirs.session.id or (base is not None and base.session.id != ours.session.id):
        raise InputError("compare.other_session", ours=ours.session.title, theirs=theirs.session.title)
    if max(ours.schema_, theirs.schema_) > SCHEMA:
        raise InputError("compare.newer", schema=max(ours.schema_, theirs.schema_), ours=SCHEMA)
    sides = reconcile(base, ours, theirs)
    base, ours, theirs = sides.base, sides.ours, sides.theirs
    mine, other = _without_empty_drafts(ours, theirs), _without_empty_drafts(theirs, ours)
    old = entries(base) if base is not None else None
    union = three_way.union(old, mine, other, winning_value)
    if len(union.conflicts) > MOST_CONFLICTS:
        raise InputError("compare.too_many_conflicts", count=len(union.conflicts), most=MOST_CONFLICTS)
    top, open_top = three_way.merge_values(_unknown(base), _unknown(ours), _unknown(theirs), winning_value)
    if open_top:
        union.conflicts[_UNKNOWN] = open_top
    conflicts = three_way.conflict_entries(union, {**mine, **union.changes})
    joined: dict[Address, Entry | None] = {**mine, **union.changes, **conflicts}
    made = {key: joined.get(key) for key in {**mine, **other} if mine.get(key) != other.get(key)}
    made.pop(VIEW, None)
    is_new = all(any(side.get(key) != one for key, one in made.items()) for side in (mine, other))
    joined[VIEW] = _later_view(ours.view, theirs.view, made if is_new or conflicts else {})
    return Merged(
        _session(joined, top),
        len(union.changes) + sides.people,
        (sides.lost,) if sides.lost else (),
        sides.likely,
        (sides.others_lost,),
        frozenset(
            (three_way.conflict_key(*key), path) for key, paths in union.conflicts.items() for path in paths
        ),
    )


def likely_text(likely: Iterable[Passage]) -> str:
    """Return what to do about passages that may mean somebody whose name is gone."""
    words = list_text(dict.fromkeys(one.found for one in likely))
    return t("compare.merge_likely", words=words)


def _without_empty_drafts(session: Session, beside: Session) -> dict[Address, Entry]:
    """Return the records but for empty fields that the other side has something else in."""
    found = entries(session)
    for key, draft in session.drafts.items():
        if key in beside.drafts and beside.drafts[key] != draft and not draft.text.strip():
            other_is_empty = not beside.drafts[key].text.strip()
            if not other_is_empty or repr(draft) < repr(beside.drafts[key]):
                del found["drafts", key]
    return found


def merge_all(
    ours: Session, others: Iterable[tuple[Session, Session | None]], names: Sequence[str] = ()
) -> Merged:
    """Join several copies, each with the state that it began from, one after the other.

    Conflicts and changes of all steps are counted. A conflict has every copy's value; `names`: those of their
    files, ours first.
    """
    merged, copies = Merged(ours, 0), [ours]
    for other, base in others:
        copies.append(other)
        step = merge(merged.session, other, base)
        merged = Merged(
            step.session,
            merged.changes + step.changes,
            merged.lost + step.lost,
            tuple(dict.fromkeys(merged.likely + step.likely)),
            merged.others_lost + step.others_lost,
            merged.raised | step.raised,
        )
    if not merged.raised or (len(copies) == 2 and not names):  # noqa: PLR2004 - one other copy
        return merged
    conflicts = with_sources(merged.session.conflicts, sorted(merged.raised), copies, names)
    return replace(merged, session=merged.session.model_copy(update={"conflicts": conflicts}))


def winning_value(ours: object, theirs: object) -> object:
    """Return the value of a field that both changed differently, whichever of them is ours."""
    return max(ours, theirs, key=_weight)


def _weight(value: object) -> tuple[int, str]:
    return (len(value) if isinstance(value, str | tuple) else 0, repr(value))


def _later_view(ours: View, theirs: View, made: versions.Records) -> View:
    """Return where the facilitator was last, with the saves of both sides; `made`: what neither has."""

    def sign(view: View) -> tuple[float, str]:
        return (view.seen.timestamp() if view.seen else 0.0, repr(view))

    one, other = ours.saves, theirs.saves
    saves = versions.of_merge(one, other, made.items()) if made else versions.joined(one, other)
    return max(ours, theirs, key=sign).model_copy(update={"saves": saves})


def _unknown(session: Session | None) -> Mapping[str, object]:
    """Return what no table of ours holds: unknown tables and values, and what is below `end`."""
    if session is None:
        return {}
    return {**(session.model_extra or {}), "end": session.end}


def _session(joined: Mapping[Address, Entry | None], top: Mapping[str, object]) -> Session:
    tables: dict[str, dict[str, Entry]] = {name: {} for name in KEYED}
    for (table, key), entry in joined.items():
        if table in tables and entry is not None:
            tables[table][key] = entry
    return Session.model_validate({**top, "session": joined[META], "view": joined[VIEW], **tables})


def merge_files(mine: Path, others: Sequence[Path], output: Path, base: Path | None = None) -> Merged:
    """Join copies of one session into `output` and return what came out.

    Without `base` each copy's own base beside it is used, where there is one. What `output` held goes to
    the timed copies first. Raises SessionFileError, InputError (another run, too much together), StoreError
    (held elsewhere, not writable).
    """
    bases = [base or _base_beside(mine, other) for other in others]
    check_together([mine, *others, *bases])
    copies = ((read(other), read(one) if one else None) for other, one in zip(others, bases, strict=True))
    merged = merge_all(read(mine), copies, file_names([mine, *others]))
    _write(output, merged)
    return merged


def _base_beside(mine: Path, other: Path) -> Path | None:
    return next((path for path in (base_path(other), base_path(mine)) if is_file(path)), None)


def _write(output: Path, merged: Merged) -> None:
    data = merged.data
    parse(data, output)
    system, now = RealFileSystem(), datetime.now().astimezone
    try:
        check_replaceable(output)
    except OSError as error:
        raise StoreError("session.file_unwritable", path=output, reason=system_words(error)) from error
    try:
        lock = SessionLock(output, now)
        lock.take()
        try:
            if exists(output):
                with suppress(OSError):
                    before = load(output)
                    backups.keep_copy(merged.session.session.id, output, before, now(), system)
            replace_file(output, data, system, follow_link=True)
            for lost in merged.lost:
                rewriting = erasing.rewriting_of(lost)
                erasing.rewrite_kept(output, merged.session.session.id, rewriting, system)
        finally:
            lock.release()
    except OSError as error:
        raise StoreError(
            "session.folder_unwritable", path=output.parent, reason=system_words(error)
        ) from error
