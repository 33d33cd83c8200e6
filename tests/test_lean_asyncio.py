"""asyncio comes without TLS, and whoever wants TLS has it nevertheless."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_program_loads_no_tls() -> None:
    code = "import sys; import jusou_tui.app.screens.home.screen; print('ssl' in sys.modules)"
    assert run(code) == "False"


@pytest.mark.parametrize(
    "code",
    [
        "import ssl; assert ssl.create_default_context();",
        "import asyncio; assert asyncio.run(asyncio.sleep(0, 5)) == 5;",
        "import tornado.httpserver, tornado.iostream; assert tornado.iostream.ssl.SSLContext;",
    ],
)
def test_what_comes_later_has_what_it_needs(code: str) -> None:
    assert run(f"import jusou_tui.app; {code} print('done')") == "done"


def test_asyncio_that_is_there_stays_as_it_is() -> None:
    code = "import asyncio; before = asyncio.base_events.ssl; import jusou_tui.app;"
    assert run(f"{code} print(before is asyncio.base_events.ssl is not None)") == "True"
