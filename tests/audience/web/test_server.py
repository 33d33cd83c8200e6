"""`serve`, from its first line to its end."""

from __future__ import annotations

import io
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from audience.pages import DAY
from audience.web.ask import Stream, ask, texts_of
from audience.web.served import needs_second_address
from jusou_tui.audience.view import AudienceView, Reception
from jusou_tui.audience.web import invitation, lifetime, running, server
from jusou_tui.audience.web.server import Options, serve
from jusou_tui.errors import InputError

QUIET = Options(open_page=False)


class ByHand:
    """A follower that sees what it is told; `left` lets it fail, which ends the server."""

    def __init__(self) -> None:
        self.seen = AudienceView("running", DAY, title="つなぐ窓口の会", activity="対話のれんしゅう")
        self.heard = Reception()
        self.left = False

    def take_in(self) -> bool:
        if self.left:
            raise InputError("system.not_there")
        return True

    def view(self) -> AudienceView:
        return self.seen

    def reception(self) -> Reception:
        return self.heard

    def next_look(self) -> float:
        return 0.01


class FirstLine(io.StringIO):
    """An output whose first line can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: queue.Queue[str] = queue.Queue()

    def flush(self) -> None:
        if self.getvalue().endswith("\n"):
            self.lines.put(self.getvalue().splitlines()[-1])


class Run(threading.Thread):
    """`serve` in a thread."""

    def __init__(self, follower: ByHand, options: Options) -> None:
        super().__init__(daemon=True)
        self.follower, self.options, self.out = follower, options, FirstLine()
        self.result: object = None
        self.start()

    def run(self) -> None:
        try:
            self.result = serve(self.follower, self.options, out=self.out)
        except InputError as error:
            self.result = error

    @property
    def address(self) -> str:
        return self.out.lines.get(timeout=20)


def port_of(address: str) -> int:
    return int(address.split(":")[2].partition("/")[0])


def test_the_address_is_the_first_line_and_what_is_seen_is_served(capfd: pytest.CaptureFixture[str]) -> None:
    follower = ByHand()
    run = Run(follower, QUIET)
    port = port_of(run.address)
    stream = Stream(port)

    assert run.out.getvalue() == f"http://127.0.0.1:{port}/\n"
    assert "対話のれんしゅう" in texts_of(stream.next()[1]["body"])
    follower.seen = AudienceView("running", DAY, title="つなぐ窓口の会", activity="つぎの活動")
    while (event := stream.next())[0] != "frame":
        pass
    assert "つぎの活動" in texts_of(event[1]["body"])

    follower.left = True
    run.join(20)
    stream.close()
    assert isinstance(run.result, InputError)
    assert "Ctrl+C" in capfd.readouterr().err
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


@needs_second_address
def test_a_network_is_served_until_the_meeting_is_over(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """On two of this machine's own addresses, as if the other were that of the network."""
    monkeypatch.setattr(invitation, "_own_address", lambda: "127.0.0.2")
    monkeypatch.setattr(running, "BEAT", 0.01)
    follower = ByHand()
    run = Run(
        follower, Options(lan=True, agreed=True, open_page=False, narrow_blocks=True, show_address=True)
    )
    address = run.address
    port, path = port_of(address), "/" + address.split("/", 3)[3]

    assert address.startswith("http://127.0.0.2:")
    assert ask(port, "/").status == ask(port, "/events").status == 404
    assert address in ask(port, path).body.decode()
    assert address in ask(port, f"{path}invitation").body.decode()
    assert ask(port, f"{path}qr.svg").status == 200

    follower.seen = AudienceView("finished", DAY, title="つなぐ窓口の会")
    stream = Stream(port, f"{path}events")
    while "つなぐ窓口の会" not in texts_of(stream.next()[1]["body"]):
        pass
    follower.heard = Reception(None, lifetime.LEFT_AFTER + 1)
    run.join(20)
    stream.close()
    assert run.result == 0
    told = capfd.readouterr().err
    assert "▀" in told
    assert "会が終わった" in told


def test_a_no_begins_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitation, "_own_address", lambda: "127.0.0.2")
    out, asked = io.StringIO(), []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    assert serve(ByHand(), Options(lan=True, open_page=False), out=out, ask=no) == 0
    assert out.getvalue() == ""
    assert "127.0.0.2" in asked[0]
    assert "暗号化されません" in asked[0]


def test_a_busy_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match=r"web\.port_busy"):
            serve(ByHand(), Options(port=taken.getsockname()[1], open_page=False))


def test_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "NEEDED", ("tornado", "no_such_package"))

    with pytest.raises(InputError, match=r"web\.needs_extra"):
        serve(ByHand(), QUIET)


@needs_second_address
def test_one_port_for_all_hosts() -> None:
    sockets = running.listen(("127.0.0.1", "127.0.0.2"), 0)
    ports = {one.getsockname()[1] for one in sockets}
    for one in sockets:
        one.close()

    assert (len(sockets), len(ports)) == (2, 1)


PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
from audience.web.test_server import ByHand, QUIET
from jusou_tui.audience.web.server import serve
sys.exit(serve(ByHand(), QUIET))
"""


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_gracefully(name: str) -> None:
    program = PROGRAM.format(tests=str(Path(__file__).parents[2]))
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        port = port_of(process.stdout.readline().decode())
        stream = Stream(port)
        stream.next()
        process.send_signal(getattr(signal, name))
        events = list(iter(lambda: next(stream._events, None), None))
        assert events[-1] == ("end", 0)
        assert process.wait(20) == 0
        assert "Traceback" not in process.stderr.read().decode()
        stream.close()
