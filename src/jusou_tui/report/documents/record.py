"""The whole session, or one step of it, or a curriculum, as `jusou show` prints it, as a document.

What is left out is not said in it.
"""

from __future__ import annotations

from jusou_tui.errors import InputError
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.left_out import left_out_of
from jusou_tui.report.documents.model import Document, Made, Section
from jusou_tui.report.documents.run_title import run_title


def make(wish: Wish) -> Made:
    """Return the record. Raises InputError where the step is not known."""
    session, curriculum = wish.session, wish.curriculum
    if session is not None:
        from jusou_tui.report.session.session import session_blocks

        blocks = session_blocks(
            session,
            curriculum,
            wish.step,
            include_private=wish.include_private,
            include_sensitive=wish.include_sensitive,
            sheets=wish.sheets,
            says_what_is_left_out=False,
        )
        meta = session.session
        footer = run_title(meta.organisation, meta.title)
        language = curriculum.language if curriculum else "ja"
        document = Document(meta.title, (Section(tuple(blocks)),), footer, language)
        return Made(document, left_out_of(wish))
    if curriculum is None:
        raise InputError("export.needs_curriculum")
    from jusou_tui.report.curriculum import curriculum_blocks, step_blocks

    title, step = curriculum.programme.title, curriculum.step(wish.step or "")
    blocks = curriculum_blocks(curriculum) if step is None else step_blocks(curriculum, step, 1)
    return Made(Document(title, (Section(tuple(blocks)),), title, curriculum.language))
