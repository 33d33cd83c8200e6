"""A session that does not exist yet: what its set-up shows of the curriculum, which may still be unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.live.planning.cases import counts_cases, meetings_of

if TYPE_CHECKING:  # read behind the first frame
    from collections.abc import Iterable
    from pathlib import Path

    from jusou_tui.curriculum.model import Curriculum, Step
    from jusou_tui.curriculum.titles import Titles


class FormStep(NamedTuple):
    """A step that can be set up. `counts_cases`: the number of cases changes what it comes to."""

    id: str
    label: str
    counts_cases: bool


class NewRun:
    """The curriculum of a new session, the file that it is in, and where the session's own will lie.

    `titles` stand in for a curriculum that is still to be read: at the first key at the latest.
    """

    def __init__(
        self, curriculum: Curriculum | None, source: Path, folder: Path, titles: Titles | None = None
    ) -> None:
        self.source = source
        self.folder = folder
        self._curriculum = curriculum
        self._titles = titles

    @property
    def is_unread(self) -> bool:
        """Whether only the titles of the curriculum are known."""
        return self._curriculum is None

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum; it is read now where it is not yet. Raises CurriculumError."""
        if self._curriculum is None:
            from jusou_tui.curriculum.load import load

            self._curriculum = load(self.source)
        return self._curriculum

    @property
    def programme(self) -> str:
        """The short title of the programme."""
        if self._titles is not None and self.is_unread:
            return self._titles.programme
        return self.curriculum.programme.short_title

    @property
    def steps(self) -> list[FormStep]:
        """The steps that are meetings."""
        titles = self._titles
        if titles is not None and self.is_unread:
            return [FormStep(key, label, key in titles.counting) for key, label in titles.meetings.items()]
        return form_steps(meetings_of(self.curriculum, None))


def form_steps(steps: Iterable[Step]) -> list[FormStep]:
    """Return steps as a set-up shows them."""
    return [FormStep(step.id, step.label, counts_cases(step)) for step in steps]
