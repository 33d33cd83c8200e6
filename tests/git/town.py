"""A town's repository, with the real git and this program on its path."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from cli.calling import environment
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note, Session
from make import NOW, session
from prepared import shim
from session.samples import identity

NAME = "第1回.session.toml"
TEXT = "".join(f"{number}行目の話\n" for number in range(1, 7))


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    status: int
    out: str


@dataclass
class Town:
    """A folder with a repository in it."""

    folder: Path
    variables: dict[str, str]

    @classmethod
    def at(cls, place: Path) -> Town:
        """Return the town of a place: a repository, a home, and this program."""
        folder, bin_folder, home = place / "架空町", place / "bin", place / "home"
        variables = environment(
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / ".config"),
            GIT_CONFIG_NOSYSTEM="1",
            GIT_PAGER="cat",
            GIT_EDITOR="true",
            JUSOU_STATE=str(place / "state"),
            LC_ALL="C.UTF-8",
        )
        folders = (one for one in variables["PATH"].split(":") if not Path(one, "jusou").exists())
        variables["PATH"] = ":".join([str(bin_folder), *folders])  # one jusou only: ours, until it goes
        return cls(folder, variables)

    @classmethod
    def begin(cls, place: Path) -> Town:
        """Make a repository with one session in it."""
        town = cls.at(place)
        for name in ("架空町", "bin", "home"):
            (place / name).mkdir()
        town.become(shim("-m", "jusou_tui"))
        town.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "見本 花子"), ("user.email", "hanako@example.invalid")):
            town.git("config", "--global", name, value)
        town.git("config", "--global", "core.quotepath", "false")
        town.write(start())
        return town

    @property
    def path(self) -> Path:
        """The session's file."""
        return self.folder / NAME

    def program(self, script: str) -> None:
        """Make `jusou` do this, as a shell does."""
        self.become(f"#!/bin/sh\n{script}\n")

    def become(self, text: str) -> None:
        """Make this text the program that is called `jusou`."""
        program = self.folder.parent / "bin" / "jusou"
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)

    def run(self, *command: str) -> Said:
        """Run a command in the repository."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout)

    def git(self, *arguments: str, status: int | None = 0) -> str:
        """Run git and return what it said; it must end with `status` (None: any)."""
        said = self.run("git", *arguments)
        assert status is None or said.status == status, said.out
        return said.out

    def write(self, held: Session) -> None:
        """Write the session's file."""
        self.path.write_bytes(render(held))

    def commit(self, held: Session, message: str = "書いた") -> None:
        """Write the session and commit it."""
        self.write(held)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def read(self) -> Session:
        """Return the session of the file."""
        return read(self.path)


def start() -> Session:
    """Return the session that all begin from."""
    return session(notes={identity(1): Note(at=NOW, text=TEXT, step="step1", activity="opening")})


def with_note(number: int, text: str, held: Session | None = None) -> Session:
    """Return the session with a note more."""
    found = held or start()
    found.notes[identity(number)] = Note(at=NOW, text=text, step="step1", activity="opening")
    return found


def with_line(line: int, text: str, held: Session | None = None) -> Session:
    """Return the session with another line in its first note."""
    found = held or start()
    lines = found.notes[identity(1)].text.splitlines(keepends=True)
    lines[line - 1] = f"{text}\n"
    found.notes[identity(1)] = found.notes[identity(1)].model_copy(update={"text": "".join(lines)})
    return found
