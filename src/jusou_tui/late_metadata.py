"""`importlib.metadata`, loaded when something of it is used, not when a library names it in an import.

pydantic imports it to look for plugins, also where that search is turned off, and with it come the packages
for e-mail, CSV and archives: a fifth of a short command's time.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_NAME = "importlib.metadata"


class _LateMetadata(ModuleType):
    """Stands in for the module: whatever is asked of it is the real one's, which takes its place then.

    So it makes no difference which names somebody imports; only `entry_points`, which is imported by name
    and often never called, does not load it yet.
    """

    def entry_points(self, **selected: str) -> object:
        """Return what the real function returns."""
        return _loaded().entry_points(**selected)

    def __getattr__(self, name: str) -> object:
        return getattr(_loaded(), name)


def _loaded() -> ModuleType:
    """Return the real module, loaded by now."""
    if isinstance(sys.modules.get(_NAME), _LateMetadata):
        del sys.modules[_NAME]
    return importlib.import_module(_NAME)


def load_late() -> None:
    """Let the module be loaded at its first use, where it is not loaded yet."""
    if _NAME not in sys.modules:
        late = _LateMetadata(_NAME)
        late.__path__ = [f"{place}/metadata" for place in importlib.__path__]  # asked for by each import
        sys.modules[_NAME] = vars(importlib)["metadata"] = late
