"""`jusou screen --web` as a whole: the real command, a running meeting, a stream, and its end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.stage import CURRICULUM, STEP, curriculum
from audience.web.ask import Stream, ask, texts_of
from jusou_tui.live import audience, controls, entries
from jusou_tui.live.session import LiveSession
from jusou_tui.session.storage.beside import LIVE, WATCH, hidden_path

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix"),
]
COMMAND = "import sys; from jusou_tui.__main__ import main; sys.exit(main())"


def test_a_change_in_the_facilitator_s_program_is_in_the_browser_s_stream(tmp_path: Path) -> None:
    live = LiveSession.create(curriculum(), CURRICULUM, tmp_path / "sessions", "第1回")
    live.book.people.add("見本 花子", "秘密課")
    live.book.set_view(screen="run", step=STEP)
    controls.go_on(live.current)
    live.save()
    path = live.store.path
    arguments = [sys.executable, "-c", COMMAND, "screen", str(path), "--web", "--no-open"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        port = int(process.stdout.readline().decode().split(":")[2].partition("/")[0])
        stream = Stream(port)
        assert "オープニング" in texts_of(stream.next()[1]["body"])

        entries.file(live.current, entries.Entry("だれにも見せないメモ"))
        audience.set_message(live, "14:20 に再開します")
        live.save()
        while (event := stream.next())[0] != "frame" or "14:20 に再開" not in texts_of(event[1]["body"]):
            pass
        page = ask(port).whole.decode() + stream.bytes.decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stdout.read() == b""
        assert b"Traceback" not in process.stderr.read()
        stream.close()
    live.close()

    assert not [word for word in ("だれにも見せない", "見本 花子", "秘密課", path.name) if word in page]
    assert not any(hidden_path(path, ending).exists() for ending in (LIVE, WATCH))
