"""The curriculum that an open session goes by: its file, else the last good state, else its own records."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from jusou_tui.curriculum import library, load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import CurriculumError, InputError, Phrase
from jusou_tui.files import read_file
from jusou_tui.session.curriculum import source_of
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file
from jusou_tui.session.model.records import Meta, Session
from jusou_tui.session.programme.stand_in import stand_in
from jusou_tui.session.storage.backups import kept_curriculum
from jusou_tui.session.storage.store import Store
from jusou_tui.toml.limits import CURRICULUM_BYTES


class CurriculumInUse(NamedTuple):
    """A curriculum. `digest` of its file, None where that cannot be read: then `fault` is to be said."""

    curriculum: Curriculum
    digest: str | None
    fault: Phrase | None = None


def curriculum_in_use(store: Store, near: Path) -> CurriculumInUse:
    """Return the curriculum of an open session, looked for from the file `near`. Keeps what could be read."""
    session = store.book.session
    try:
        source = source_of(session, near)
        data = load.load_bytes(source)
        found = CurriculumInUse(load.parse(data, source), library.digest(data))
    except (CurriculumError, InputError) as error:
        return _instead(session, error)
    if not store.read_only:
        store.do_beside(lambda: _keep(session.session, data))
    return found


def keep_begun(store: Store, source: Path) -> None:
    """Keep the curriculum with which a session was begun, from its file; not one that has changed since."""

    def keep() -> None:
        data = read_file(source, CURRICULUM_BYTES)
        if library.digest(data) == store.book.meta.curriculum_digest:
            _keep(store.book.meta, data)

    store.do_beside(keep)


def _instead(session: Session, error: CurriculumError | InputError) -> CurriculumInUse:
    facts = {"path": error.path if isinstance(error, CurriculumError) else session.session.curriculum}
    curriculum, is_kept = in_its_place(session)
    message_id = "app.curriculum_kept" if is_kept else "app.curriculum_stand_in"
    return CurriculumInUse(curriculum, None, Phrase(message_id, facts))


def in_its_place(session: Session) -> tuple[Curriculum, bool]:
    """Return what stands in for a curriculum that cannot be read, and whether that is its last good state."""
    try:
        return load.load(kept_curriculum(session.session.id)), True
    except CurriculumError:
        return stand_in(session), False


def _keep(meta: Meta, data: bytes) -> None:
    """Keep the bytes of a good curriculum for the time when its file is none. Raises OSError."""
    place, system = kept_curriculum(meta.id), RealFileSystem()
    try:
        if read_file(place, CURRICULUM_BYTES) == data:
            return
    except OSError:
        system.make_folder(place.parent)
    replace_file(place, data, system)
