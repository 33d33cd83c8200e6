"""How what sentences advise is done: by a key, or by a typed command."""

from __future__ import annotations

from typing import NamedTuple


class Controls(NamedTuple):
    """What to press or type, as it is shown: to go on, to let a turn have more time, to share out a round."""

    go_on: str
    more_time: str
    share_out: str
