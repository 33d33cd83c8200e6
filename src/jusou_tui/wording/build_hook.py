"""Build step: merge and compile the catalogues, `<language>/*.po` into `<language>.mo`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(folder: Path) -> list[Path]:
    """Write one `.mo` per language folder in `folder`; return their paths.

    Raises ValueError where two files of one language define the same id.
    """
    written = []
    for language in sorted(path for path in folder.iterdir() if path.is_dir() and any(path.glob("*.po"))):
        merged = Catalog(locale=language.name)
        for part in sorted(language.glob("*.po")):
            for message in read_po(io.BytesIO(part.read_bytes()), locale=language.name):
                if not message.id:
                    continue
                if message.id in merged:
                    raise ValueError(f"{part}: {message.id} is defined twice")
                merged.add(message.id, message.string)
        target = language.with_suffix(".mo")
        compiled = io.BytesIO()
        write_mo(compiled, merged)
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            target.write_bytes(compiled.getvalue())
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Compile the catalogues before hatchling collects the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile; hatchling calls this for a wheel and for an editable install."""
        compile_catalogues(Path(self.root) / "src" / "jusou_tui" / "wording")
