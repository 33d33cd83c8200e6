"""The errors that a user can cause or meet. Each carries a message id and its facts, never a sentence.

`cli` and `app` word them with `jusou_tui.wording`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


class JusouError(Exception):
    """Something a user can act on, named by a message id and the facts that fill its sentence."""

    def __init__(self, message_id: str, **facts: object) -> None:
        super().__init__(message_id, facts)
        self.message_id = message_id
        self.facts = facts


@dataclass(frozen=True)
class Problem:
    """One mistake in one file. `line` and `column` count from 1; `key` is the dotted place in the file."""

    path: Path
    line: int
    column: int
    key: str
    message_id: str
    facts: dict[str, object] = field(default_factory=dict)


class FileProblems(JusouError):  # noqa: N818 - the family of two errors
    """A file with mistakes: all of them at once, in the order of the file."""

    def __init__(self, message_id: str, path: Path, problems: Sequence[Problem]) -> None:
        super().__init__(message_id, path=path, count=len(problems))
        self.path = path
        self.problems = tuple(problems)


class CurriculumError(FileProblems):
    """A curriculum file that cannot be used."""


class SessionFileError(FileProblems):
    """A session file that cannot be used; it is left as it is."""


class StoreError(JusouError):
    """The session could not be written or its lock could not be taken."""


class InputError(JusouError):
    """Something typed (a time, a date, a number, an option) that cannot be understood."""
