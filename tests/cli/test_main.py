"""The command line as a whole: help, languages, refusals, and how it ends."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calling import ROOT, call, environment, is_one_sentence, spawn
from jusou_tui import __version__
from jusou_tui.cli.command import report_failure
from jusou_tui.cli.main import COMMANDS
from jusou_tui.errors import InputError
from jusou_tui.wording import LANGUAGES, language

JAPANESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


def test_the_overview_names_every_command() -> None:
    result = call("--help")
    assert result.status == 0
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", result.out, re.MULTILINE)] == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_command_has_help_with_an_example(name: str, spoken: str) -> None:
    result = call(name, "--help", "--lang", spoken)
    assert result.status == 0
    assert re.search(rf"^  jusou {name}( |$)", result.out, re.MULTILINE)
    assert bool(JAPANESE.search(result.out)) is (spoken == "ja")
    assert "--help" in result.out


def test_english_help_has_no_japanese_but_an_example_title() -> None:
    pages = "".join(call(name, "--help", "--lang", "en").out for name in ["", *COMMANDS] if name)
    assert JAPANESE.sub("", pages.replace("第1回", "")) == pages.replace("第1回", "")


def test_help_lines_fit_eighty_cells() -> None:
    from jusou_tui.text.terminal import cell_width

    for name in COMMANDS:
        example = call(name, "--help").out.splitlines()[-1]
        lines = [line for line in call(name, "--help").out.splitlines() if line != example]
        assert [line for line in lines if cell_width(line) > 80] == []


def test_version_tells_the_version() -> None:
    assert call("--version").out == f"jusou {__version__}\n"


def test_a_command_mistyped_is_refused_with_the_one_that_was_meant() -> None:
    result = call("shwo")
    assert (result.status, result.out) == (2, "")
    assert "「show」" in result.err
    assert is_one_sentence(result.err)


def test_a_command_unlike_any_is_refused_with_those_there_are() -> None:
    result = call("xyz", "--lang", "en")
    assert result.status == 2
    assert all(name in result.err for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "--jsno", "x"], "--json"),
        (["show", "--qqqqqq", "x"], "jusou show --help"),
        (["--qqqqqq"], "--qqqqqq"),
        (["show"], "jusou show team-building step1"),
        (["schedule", "team-building"], "jusou schedule team-building step1"),
        (["new", "team-building"], "--title"),
        (["new", "team-building", "--title"], "--title"),
        (["list", "--json=yes"], "--json"),
        (["list", "one", "two"], "two"),
        (["schema", "session", "more"], "more"),
        (["schema", "csv"], "session"),
        (["list", "--lang", "fr"], "ja, en"),
        (["list", "--lang"], "--lang"),
        (["schedule", "team-building", "step1", "--participants", "many"], "many"),
    ],
)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_wrong_use_is_told_in_one_sentence_of_the_language(
    arguments: list[str], told: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUSOU_LANG", spoken)
    result = call(*arguments)
    assert (result.status, result.out) == (2, "")
    assert told in result.err
    assert is_one_sentence(result.err)
    assert bool(JAPANESE.search(result.err)) is (spoken == "ja")


def test_the_language_may_be_chosen_anywhere() -> None:
    assert call("--lang", "en", "schema", "x").err == call("schema", "x", "--lang=en").err
    assert language() == "en"
    assert call("schema", "x").err != call("schema", "x", "--lang", "en").err


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    assert "--lang" in call("show", "--", "--lang").err
    assert language() == "ja"


@pytest.mark.proof
@pytest.mark.parametrize("arguments", [[], ["run"], ["run", "team-building"], ["resume"], ["demo"]])
def test_without_a_terminal_the_screens_stay_away(arguments: list[str]) -> None:
    result = spawn(*arguments)
    assert (result.status, result.out) == (2, "")
    assert "ターミナル" in result.err
    assert is_one_sentence(result.err)


@pytest.mark.proof
@pytest.mark.parametrize(
    ("arguments", "models"),
    [
        (["list", "sessions"], "jusou_tui.curriculum.model"),
        (["show", "sessions/mihon.session.toml"], ""),
        (["show", "team-building"], "jusou_tui.session.model.records"),
        (["check", "curricula", "sessions"], ""),
        (["schedule", "team-building", "step1"], "jusou_tui.session.model.records"),
        (["schema", "session"], ""),
        (["schema", "curriculum"], "jusou_tui.session.model.records"),
        (["--help"], "pydantic"),
        (["new", "--help"], "pydantic"),
    ],
)
def test_no_command_imports_textual_or_models_that_it_does_not_need(
    arguments: list[str], models: str
) -> None:
    script = (
        "import sys; from jusou_tui.__main__ import main; status = main(); "
        f"print([name for name in ('textual', 'rich', 'filelock', {models!r}) if name in sys.modules], "
        "file=sys.stderr); sys.exit(status)"
    )
    result = spawn(*arguments, script=script)
    assert (result.status, result.err) == (0, "[]\n")


@pytest.mark.proof
def test_new_imports_no_textual(tmp_path: Path) -> None:
    script = (
        "import sys; from jusou_tui.__main__ import main; status = main(); "
        "print('textual' in sys.modules, file=sys.stderr); sys.exit(status)"
    )
    result = spawn("new", "team-building", "--title", "x", "--folder", str(tmp_path), script=script)
    assert (result.status, result.err) == (0, "False\n")


@pytest.mark.proof
def test_the_set_up_begins_without_what_only_an_open_session_needs() -> None:
    script = (
        "import sys, jusou_tui.app.main, jusou_tui.app.screens.setup.screen; "
        "heavy = ('jusou_tui.live.session', 'jusou_tui.session.model.records', 'jusou_tui.session.storage'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    assert spawn(script=script).out == "[]\n"


@pytest.mark.proof
@pytest.mark.parametrize(
    "arguments", [["resume"], ["resume", "sessions/mihon.session.toml"], ["demo"], ["tour"]]
)
def test_a_page_stands_before_what_only_an_open_session_needs_is_imported(arguments: list[str]) -> None:
    script = (
        "import os, sys; from jusou_tui.__main__ import main; from jusou_tui.cli import command; "
        "command.require_terminal = lambda: None; "
        "from jusou_tui.cli.interactive import demo, resume, tour; "
        "demo.require_terminal = resume.require_terminal = tour.require_terminal = lambda: None; "
        "from jusou_tui.app.main import JusouApp as App; run = App.run; "
        "App.run = lambda self, **_: run(self, headless=True); "
        "from jusou_tui.app.opening import Opening; "
        "heavy = ('pydantic', 'tomllib', 'jusou_tui.live.session', 'jusou_tui.session.library', "
        "'jusou_tui.session.storage', 'jusou_tui.curriculum.library'); "
        "Opening.begin = lambda *_: (print([name for name in heavy if name in sys.modules], "
        "file=sys.__stderr__, flush=True), os._exit(0)); "
        "main()"
    )
    result = spawn(*arguments, script=script)
    assert (result.status, result.err) == (0, "[]\n")


@pytest.mark.proof
@pytest.mark.parametrize("file", [["sessions/mihon.session.toml"], []])
def test_the_shared_screen_begins_without_any_code_of_sessions(file: list[str]) -> None:
    script = (
        "import os, sys; from jusou_tui.__main__ import main; "
        "from jusou_tui.cli.interactive import screen; screen.require_terminal = lambda: None; "
        "from jusou_tui.app.audience_app import AudienceApp as App; run = App.run; "
        "App.run = lambda self, **_: run(self, headless=True); "
        "from jusou_tui.app.opening import Opening; "
        "light = {'jusou_tui.session', 'jusou_tui.session.model', 'jusou_tui.session.model.limits', "
        "'jusou_tui.live', 'jusou_tui.live.meeting_words', 'jusou_tui.live.meeting_words.controls'}; "
        "rooms = ('pydantic', 'jusou_tui.session', 'jusou_tui.curriculum', 'jusou_tui.live'); "
        "heavy = lambda: sorted(n for n in sys.modules if n.startswith(rooms) and n not in light); "
        "Opening.begin = lambda *_: (print(heavy(), file=sys.__stderr__, flush=True), os._exit(0)); "
        "main()"
    )
    result = spawn("screen", *file, script=script)
    assert (result.status, result.err) == (0, "[]\n")


@pytest.mark.proof
def test_the_kitty_keyboard_is_off_before_textual_can_be_imported() -> None:
    name = "TEXTUAL_DISABLE_KITTY_KEY"
    script = f"import os; from jusou_tui.__main__ import main; main(); print(os.environ['{name}'])"
    assert spawn("--version", script=script).out.endswith("\n1\n")
    assert spawn("--version", script=script, TEXTUAL_DISABLE_KITTY_KEY="0").out.endswith("\n0\n")


@pytest.mark.proof
def test_models_can_still_be_built_without_the_search_for_plugins() -> None:
    script = (
        "from jusou_tui.__main__ import main; main(); import pydantic; "
        "print(pydantic.create_model('M', a=(int, 1))().a, pydantic.TypeAdapter(int).validate_python('2'))"
    )
    assert spawn("--version", script=script).out.endswith("\n1 2\n")


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
@pytest.mark.parametrize(
    "arguments", [["show", "team-building"], ["show", "team-building", "--json"], ["--help"]]
)
def test_a_reader_that_goes_away_is_no_error(arguments: list[str]) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "jusou_tui", *arguments],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) == 0


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("jusou_tui.cli.curricula.schema.print_json", interrupted)
    result = call("schema", "session")
    assert result.status == 130
    assert result.err.strip() == ""


def test_what_the_system_refuses_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> str:
        raise PermissionError(13, "Permission denied", "x/y")

    monkeypatch.setattr("jusou_tui.cli.curricula.schema.print_json", refused)
    result = call("schema", "session")
    assert result.status == 2
    assert is_one_sentence(result.err)
    assert "x/y" in result.err


def test_a_fault_of_our_own_is_said_and_reported_without_its_words(
    monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    def broken(_: object) -> str:
        raise ZeroDivisionError("例野 一郎の困りごと")

    monkeypatch.setattr("jusou_tui.cli.curricula.schema.print_json", broken)
    result = call("schema", "session")
    (report,) = (state / "crashes").iterdir()
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert str(report) in result.err
    text = report.read_text(encoding="utf-8")
    assert "in broken" in text
    assert "例野" not in text


def test_escape_sequences_in_a_name_never_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    report_failure(InputError("cli.file_missing", path="a\x1b[31mb\x9bc"))
    assert "\x1b" not in (told := capsys.readouterr().err)
    assert "\x9b" not in told
    assert "ab" in told


def test_schemas_are_json_schema() -> None:
    import json

    import jsonschema

    for kind in ("curriculum", "session"):
        result = call("schema", kind)
        assert (result.status, result.err) == (0, "")
        jsonschema.Draft202012Validator.check_schema(json.loads(result.out))


def test_the_home_screen_is_what_jusou_alone_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[object] = []
    monkeypatch.setattr("jusou_tui.cli.command.start", lambda *given: started.append(given) or 0)
    assert call("--folder", str(tmp_path)).status == 0
    assert started == [("home", tmp_path)]


def test_a_closed_terminal_is_not_complained_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("click.echo", gone)
    assert report_failure(InputError("cli.no_terminal")) == 2
