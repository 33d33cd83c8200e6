"""Addresses, the question, and the QR code."""

from __future__ import annotations

import io
import re

import pytest

from jusou_tui.audience.web import invitation
from jusou_tui.audience.web.invitation import (
    Addresses,
    addresses_of,
    ask_in_terminal,
    qr_lines,
    qr_picture,
    question_of,
)
from jusou_tui.errors import InputError

ADDRESS = "http://192.0.2.7:8765/8f14e45fceea167a5a36dedd4bea2543/"


def test_nothing_but_this_machine_by_default() -> None:
    addresses = addresses_of(lan=False)

    assert addresses == Addresses(("127.0.0.1",), "/")
    assert (addresses.is_shared, addresses.url("127.0.0.1", 8765)) == (False, "http://127.0.0.1:8765/")


def test_a_network_gets_128_random_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitation, "_own_address", lambda: "192.0.2.7")
    one, two = addresses_of(lan=True), addresses_of(lan=True)

    assert one.hosts == ("127.0.0.1", "192.0.2.7")
    assert one.path != two.path
    assert re.fullmatch(r"/[\w-]{22}/", one.path)
    assert "192.0.2.7" in question_of(one)
    assert one.path not in question_of(one)


def test_without_a_network_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitation, "_own_address", lambda: None)

    with pytest.raises(InputError, match=r"web\.no_network"):
        addresses_of(lan=True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("y\n", True), ("はい\n", True), ("Y\n", True), ("\n", False), ("", False), ("n\n", False)],
)
def test_only_a_yes_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, meant: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))

    assert ask_in_terminal("始めますか（y／n）") is meant
    assert capsys.readouterr() == ("", "始めますか（y／n） ")


def test_nobody_is_asked_where_nobody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))

    with pytest.raises(InputError, match=r"web\.nobody_to_ask"):
        ask_in_terminal("?")


def test_the_code_in_the_terminal_is_that_of_the_picture() -> None:
    """Half blocks, dark on white whatever the terminal's colours are, with a white edge."""
    segno = pytest.importorskip("segno")
    wanted = [[bool(dot) for dot in row] for row in segno.make_qr(ADDRESS, error="l").matrix_iter(border=2)]
    bare = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in qr_lines(ADDRESS)]
    upper = [[char in "▀█" for char in line] for line in bare]
    lower = [[char in "▄█" for char in line] for line in bare]
    rows = [row for pair in zip(upper, lower, strict=True) for row in pair]

    assert rows[: len(wanted)] == wanted
    assert not any(map(any, rows[len(wanted) :]))
    assert all(line.startswith("\x1b[38;5;16;48;5;231m") for line in qr_lines(ADDRESS))
    assert max(map(len, bare)) <= 60


def test_the_picture_is_an_svg_without_a_word_of_anybody_else() -> None:
    picture = qr_picture(ADDRESS).decode()

    assert "<svg" in picture
    assert not re.search(r"<(script|image|style)|href", picture)
