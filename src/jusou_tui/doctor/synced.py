"""Whether a folder is kept in step with other machines by a service, from its path, marks and variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

_NAMES = {
    "OneDrive": r"OneDrive( - .+|-.+)?|.+のOneDrive",
    "Dropbox": r"Dropbox( \(.+\))?",
    "Google Drive": r"Google ?Drive.*|My Drive|マイドライブ",
    "iCloud Drive": r"iCloud ?Drive|Mobile Documents|com~apple~CloudDocs",
    "Box": r"Box( Sync)?|Box-Box",
}
"""What the folders of each service are called."""
_MARKS = {".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".tmp.drivedownload": "Google Drive"}
"""Files that a service leaves in its folder."""
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def synced_by(folder: Path, environment: Mapping[str, str], is_there: Callable[[Path], bool]) -> str:
    """Return the service's name, "" for none. `folder` is absolute; `is_there` tells of a mark."""
    above = (folder, *folder.parents)
    if any(Path(named) in above for name in _VARIABLES if (named := environment.get(name))):
        return "OneDrive"
    for part in folder.parts:
        for service, pattern in _NAMES.items():
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return service
    marks = (service for place in above for mark, service in _MARKS.items() if is_there(place / mark))
    return next(marks, "")
