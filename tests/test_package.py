"""The built wheel holds all it needs and works from an empty folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_curricula_catalogues_styles_and_the_example(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    styles = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.tcss")}
    assert styles
    assert styles <= names
    assert {f"jusou_tui/curricula/{path.name}" for path in (ROOT / "curricula").glob("*.toml")} <= names
    assert {
        "jusou_tui/curriculum/starter.toml",
        "jusou_tui/wording/ja.mo",
        "jusou_tui/wording/en.mo",
        "jusou_tui/sessions/mihon.session.toml",
    } <= names
    assert not [name for name in names if name.endswith(".po") or "build_hook" in name]


def test_the_wheel_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    place, home = tmp_path / "place", tmp_path / "home"
    home.mkdir()
    zipfile.ZipFile(wheel).extractall(place)
    environment = {
        **os.environ,
        "PYTHONPATH": str(place),
        "JUSOU_SESSIONS": str(home),
        "JUSOU_STATE": str(home),
    }
    environment.pop("JUSOU_LANG", None)

    def jusou(*arguments: str) -> str:
        command = [sys.executable, "-m", "jusou_tui", *arguments]
        done = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import jusou_tui; print(jusou_tui.__file__)"],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(place)
    plan = json.loads(
        jusou("schedule", "team-building", "step1", "--participants", "8", "--start", "13:30", "--json")
    )
    assert (plan["minutes"], plan["end"]) == (170, "16:20")
    path = jusou("new", "team-building", "--title", "試しの回").strip()
    assert "試しの回" in jusou("show", path)
    assert "チームづくり編" in jusou("list")
