"""Writes the profile for Windows Terminal, with the place of this folder, into the user's own folders."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Write the fragment; say where it is, and how it is taken out again."""
    local = os.environ.get("LOCALAPPDATA")
    if not local:
        sys.stderr.write("LOCALAPPDATA がありません。terminal\\jusou.json を手で加えてください。\n")
        return 2
    home = HERE.parent
    fragment = json.loads((HERE / "jusou.json").read_text("utf-8"))
    for profile in fragment["profiles"]:
        profile["commandline"] = f'"{home / "jusou.cmd"}"'
        profile["startingDirectory"] = str(home)
    folder = Path(local) / "Microsoft" / "Windows Terminal" / "Fragments" / "jusou"
    target = folder / "jusou.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(fragment, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        sys.stderr.write(f"{target} に書けませんでした（{error.strerror}）。\n")
        return 2
    sys.stdout.write(
        f"Windows ターミナルのメニューに「jusou 重層」を加えました。開き直すと現れます。\n"
        f"やめるときは {target} を消してください。このフォルダーを動かしたら、もう一度実行してください。\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
